using System.Security.Claims;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core.Serving.Logging;

namespace MlOpsDashboard.Api.Settings;

/// <summary>Settings that administrators change while the program runs.</summary>
internal static class SettingEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapSettings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/settings").WithTags("Settings").RequireAuthorization(AccessPolicies.Administrator);
        group.MapGet("/retention", GetAsync).WithSummary("How long the records of predictions are kept.");
        group.MapPut("/retention", ChangeAsync).ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Changes how many days the records of predictions are kept: 0 is for ever, null returns to the configuration.");
        return routes;
    }

    private static async Task<Retention> GetAsync(RetentionService retention, CancellationToken cancellationToken) =>
        await retention.GetAsync(cancellationToken);

    private static async Task<Retention> ChangeAsync(RetentionChange change, RetentionService retention, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await retention.ChangeAsync(change.Days, user.AsActor(), cancellationToken);

    /// <summary>What to change.</summary>
    internal sealed record RetentionChange(int? Days);
}
