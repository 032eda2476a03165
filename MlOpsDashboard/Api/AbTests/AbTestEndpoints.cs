using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.AbTests;

namespace MlOpsDashboard.Api.AbTests;

/// <summary>A/B tests: versions compared on live traffic.</summary>
internal static class AbTestEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapAbTests(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/abtests").WithTags("A/B tests");
        group.MapPost("", StartAsync).RequireAuthorization(AccessPolicies.Approver)
            .WithSummary("Begins an A/B test: challengers share the traffic with the version in production, and are compared by a metric.")
            .WithDescription(
                "split is the share of the challengers together; shares in its place are the champion's, then theirs, and add up to 1. Each challenger is loaded and answers a row "
                + "first. A model has one test or one roll-out at a time.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/forecast", ForecastAsync).RequireAuthorization(AccessPolicies.Approver)
            .WithSummary("How many samples and days such a test would take; begins nothing.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("", ListAsync).WithSummary("The A/B tests, the latest first; of one model with model=.");
        group.MapGet("/{test_id}", GetAsync).WithSummary("An A/B test with its arms, the difference and the verdict.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        Change(group, "complete", "Ends a test: the winner goes into production where one is named; else the champion stays, with the reason.", (service, id, actor, ct) => service.CompleteAsync(id, actor, ct));
        Change(group, "stop", "Ends a test without a result: the champion answers everything.", (service, id, actor, ct) => service.StopAsync(id, actor, ct));
        return routes;
    }

    private static void Change(
        RouteGroupBuilder group, string verb, string summary, Func<AbTestService, string, Actor, CancellationToken, Task<AbTest>> change) =>
        group.MapPost(
            "/{test_id}/" + verb,
            async (string test_id, AbTestService tests, ClaimsPrincipal user, CancellationToken cancellationToken) =>
                AbTestReply.Of(await change(tests, test_id, user.AsActor(), cancellationToken)))
            .RequireAuthorization(AccessPolicies.Approver).WithSummary(summary)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Created<AbTestReply>> StartAsync(AbTestForm form, AbTestService tests, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        AbTest test = await tests.StartAsync(form.ToRequest(), user.AsActor(), cancellationToken);
        return TypedResults.Created($"/api/abtests/{test.Id}", AbTestReply.Of(test));
    }

    private static async Task<AbForecastReply> ForecastAsync(AbTestForm form, AbTestService tests, CancellationToken cancellationToken) =>
        AbForecastReply.Of(await tests.ReadForecastAsync(form.ToRequest(), cancellationToken));

    private static async Task<AbTestList> ListAsync(string? model, AbTestService tests, CancellationToken cancellationToken) =>
        new([.. (await tests.ListAsync(string.IsNullOrEmpty(model) ? null : model, cancellationToken)).Select(AbTestReply.Of)]);

    private static async Task<AbTestReply> GetAsync(string test_id, AbTestService tests, CancellationToken cancellationToken) =>
        AbTestReply.Of(await tests.GetAsync(test_id, cancellationToken));

    /// <summary>The tests.</summary>
    /// <param name="Items">The latest first.</param>
    internal sealed record AbTestList(IReadOnlyList<AbTestReply> Items);
}
