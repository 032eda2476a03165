using System.Security.Claims;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Api.Registry;

/// <summary>Who answers for a model.</summary>
internal static class OwnerEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapOwners(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/models/{name}/owners").WithTags("Model registry");
        group.MapGet("", GetAsync).WithSummary("Who answers for a model; empty for nobody in particular.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("", ChangeAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Says who answers for a model, by the names of people.")
            .WithDescription("While somebody does, only they and administrators change that and the policy, and archive and delete versions.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<OwnersReply> GetAsync(string name, RegistryService registry, CancellationToken cancellationToken) =>
        new((await registry.GetModelAsync(name, cancellationToken)).Model.Owners);

    private static async Task<OwnersReply> ChangeAsync(string name, OwnersRequest request, RegistryService registry, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        new(await registry.ChangeOwnersAsync(name, request.Owners ?? throw new InvalidException("owners", "owners is missing."), user.AsActor(), cancellationToken));

    /// <summary>All owners.</summary>
    internal sealed record OwnersRequest(IReadOnlyList<string>? Owners);

    /// <summary>All owners.</summary>
    internal sealed record OwnersReply(IReadOnlyList<string> Owners);
}
