using System.Security.Claims;
using MlOpsDashboard.Access;
using MlOpsDashboard.Api.Monitoring;
using MlOpsDashboard.Core.Drift;

namespace MlOpsDashboard.Api;

/// <summary>Checks for drift, and what they said.</summary>
internal static class DriftEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapDrift(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/monitoring/drift").WithTags("Monitoring");
        group.MapGet("", ReadAsync)
            .WithSummary("The latest drift report of a model, and what the checks before it said, the newest first.")
            .Produces<DriftHistory>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/check", CheckAsync).RequireAuthorization(AccessPolicies.Editor)
            .WithSummary("Compares recent predictions of the version in production, or a data set, with its training data, feature by feature.")
            .WithDescription("Without from, to and rows the latest predictions are taken. Too few rows give the verdict too_few_rows and never an alarm. The report is kept.")
            .Produces<DriftReport>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return routes;
    }

    private static Task<DriftHistory> ReadAsync(string? model, DriftService drift, CancellationToken cancellationToken) =>
        drift.ReadAsync(model, cancellationToken);

    private static Task<DriftReport> CheckAsync(DriftCheckForm form, DriftService drift, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        drift.CheckAsync(
            new DriftRequest
            {
                ModelName = form.ModelName ?? "",
                Dataset = form.Dataset,
                Rows = form.Rows,
                From = form.From?.ToUniversalTime(),
                To = form.To?.ToUniversalTime(),
            },
            user.AsActor(),
            cancellationToken);
}
