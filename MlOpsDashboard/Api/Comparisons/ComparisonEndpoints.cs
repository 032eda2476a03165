using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Comparisons;

namespace MlOpsDashboard.Api.Comparisons;

/// <summary>Versions that answer the same rows.</summary>
internal static class ComparisonEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapComparisons(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/comparisons").WithTags("Models");
        group.MapPost("", StartAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Has two to four versions answer all rows of a data-set version, and compares them with the first.")
            .WithDescription("It is a job: the report has metrics with intervals, McNemar's and DeLong's tests, confusion, calibration, differences within segments, time and size.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("", ListAsync).WithSummary("The comparisons without their reports, the latest first.");
        group.MapGet("/{id}", GetAsync).WithSummary("One comparison: how far it is, and its report.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", RemoveAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Removes a comparison; one that runs is stopped.").ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<Accepted<Comparison>> StartAsync(
        ComparisonForm form, ComparisonService comparisons, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        Comparison comparison = await comparisons.StartAsync(form.ToRequest(), user.AsActor(), cancellationToken);
        return TypedResults.Accepted($"/api/comparisons/{comparison.Id}", comparison);
    }

    private static Task<Page<Comparison>> ListAsync(int? limit, string? cursor, ComparisonService comparisons, CancellationToken cancellationToken) =>
        comparisons.ListAsync(PageQuery.Parse(limit, cursor), cancellationToken);

    private static Task<Comparison> GetAsync(string id, ComparisonService comparisons, CancellationToken cancellationToken) =>
        comparisons.GetAsync(id, cancellationToken);

    private static async Task<NoContent> RemoveAsync(string id, ComparisonService comparisons, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await comparisons.RemoveAsync(id, user.AsActor(), cancellationToken);
        return TypedResults.NoContent();
    }
}
