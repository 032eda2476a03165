using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Retraining;

namespace MlOpsDashboard.Api.Retraining;

/// <summary>Automated retraining: policies, what they decided, and a person's word on it.</summary>
internal static class RetrainingEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapRetraining(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/retraining/{model_name}").WithTags("Retraining");
        group.MapGet("", GetAsync).WithSummary("The policy of a model, and what it waits for.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("", SetAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Changes the policy of a model: triggers, data, search budget, gates, and what follows.")
            .WithDescription("What is left out is as usual. A retraining that goes on keeps the policy that it began with.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/decisions", DecisionsAsync).WithSummary("The retrainings of a model with their reasons, the newest first.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/run", RunAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Starts a retraining now, whether the policy is on or off.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/decisions/{id}/approve", ApproveAsync).RequireAuthorization(AccessPolicies.Approver)
            .WithSummary("Agrees to a challenger that waits for a person: it goes into production, or into the roll-out that the policy says.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/decisions/{id}/reject", RejectAsync).RequireAuthorization(AccessPolicies.Approver)
            .WithSummary("Leaves a challenger that waits for a person in the registry.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return routes;
    }

    private static async Task<RetrainingReply> GetAsync(string model_name, RetrainingService retraining, CancellationToken cancellationToken) =>
        RetrainingReply.Of(await retraining.GetAsync(model_name, cancellationToken));

    private static async Task<RetrainingReply> SetAsync(
        string model_name, RetrainingReply policy, RetrainingService retraining, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        RetrainingReply.Of(await retraining.SetAsync(model_name, policy.ToPolicy(), user.AsActor(), cancellationToken));

    private static Task<Page<RetrainingDecision>> DecisionsAsync(
        string model_name, int? limit, string? cursor, RetrainingService retraining, CancellationToken cancellationToken) =>
        retraining.DecisionsAsync(model_name, PageQuery.Parse(limit, cursor), cancellationToken);

    private static async Task<Accepted<RetrainingDecision>> RunAsync(
        string model_name, RetrainingService retraining, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        RetrainingDecision decision = await retraining.RunAsync(model_name, user.AsActor(), cancellationToken);
        return TypedResults.Accepted($"/api/retraining/{Uri.EscapeDataString(model_name)}/decisions", decision);
    }

    private static Task<RetrainingDecision> ApproveAsync(
        string model_name, string id, RetrainingService retraining, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        retraining.AnswerAsync(model_name, id, agree: true, user.AsActor(), cancellationToken);

    private static Task<RetrainingDecision> RejectAsync(
        string model_name, string id, RetrainingService retraining, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        retraining.AnswerAsync(model_name, id, agree: false, user.AsActor(), cancellationToken);
}
