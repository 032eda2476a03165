using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Deployments;

namespace MlOpsDashboard.Api.Deployments;

/// <summary>Roll-outs: how versions take over.</summary>
internal static class DeploymentEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapDeployments(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/deploy").WithTags("Deployment");
        group.MapPost("", StartAsync).RequireAuthorization(AccessPolicies.Approver)
            .WithSummary("Begins a roll-out of a version: direct, blue_green, canary or shadow.")
            .WithDescription(
                "It warms up first: the candidate gets no traffic before it was loaded and has answered a row. canary.steps are shares in percent that rise to 100; "
                + "what is left out of canary is as usual. A model has one roll-out at a time.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/status", StatusAsync).WithSummary("Who answers for a model now, its roll-out with the gates, and those that have ended.")
            .WithDescription("Shares are in percent of the requests.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/rollback", RollBackAsync).RequireAuthorization(AccessPolicies.Approver)
            .WithSummary("Puts a former production version into production again; without to_version the one that was there before.")
            .WithDescription("While a roll-out goes on, to_version must be named, and the roll-out ends.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        Change(group, "advance", "Gives a canary its next share now; after the last step, and for a shadow, the candidate goes into production.", (service, id, actor, ct) => service.AdvanceAsync(id, actor, ct));
        Change(group, "pause", "Keeps a roll-out at its step; the gates go on to guard it.", (service, id, actor, ct) => service.PauseAsync(id, actor, ct));
        Change(group, "resume", "Lets a paused roll-out go on.", (service, id, actor, ct) => service.ResumeAsync(id, actor, ct));
        Change(group, "abort", "Ends a roll-out: the version in production answers everything.", (service, id, actor, ct) => service.AbortAsync(id, actor, ct));
        return routes;
    }

    private static void Change(
        RouteGroupBuilder group, string verb, string summary, Func<DeploymentService, string, Actor, CancellationToken, Task<Rollout>> change) =>
        group.MapPost(
            "/{rollout_id}/" + verb,
            async (string rollout_id, DeploymentService deployments, ClaimsPrincipal user, CancellationToken cancellationToken) =>
                RolloutReply.Of(await change(deployments, rollout_id, user.AsActor(), cancellationToken)))
            .RequireAuthorization(AccessPolicies.Approver).WithSummary(summary)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Accepted<RolloutReply>> StartAsync(
        DeployForm form, DeploymentService deployments, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        Rollout rollout = await deployments.StartAsync(form.ToRequest(), user.AsActor(), cancellationToken);
        return TypedResults.Accepted($"/api/deploy/status?model={Uri.EscapeDataString(rollout.ModelName)}", RolloutReply.Of(rollout));
    }

    private static async Task<DeploymentStatusReply> StatusAsync(string? model, DeploymentService deployments, CancellationToken cancellationToken) =>
        DeploymentStatusReply.Of(await deployments.ReadStatusAsync(
            model is { Length: > 0 } ? model : throw new InvalidException("model", "model is needed: the name of a registered model."), cancellationToken));

    private static async Task<RolloutReply> RollBackAsync(
        RollingBack request, DeploymentService deployments, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        RolloutReply.Of(await deployments.RollBackAsync(
            request.ModelName ?? throw new InvalidException("model_name", "model_name is missing."), request.ToVersion, request.Comment, user.AsActor(), cancellationToken));

    /// <summary>Which model goes back to which version, and why.</summary>
    internal sealed record RollingBack(
        string? ModelName, [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] int? ToVersion, string? Comment);
}
