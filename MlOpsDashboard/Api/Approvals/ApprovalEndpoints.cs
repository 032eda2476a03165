using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Approvals;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Api.Approvals;

/// <summary>Requests that a version go into production.</summary>
internal static class ApprovalEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapApprovals(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/approvals").WithTags("Approvals");
        group.MapGet("", ListAsync).WithSummary("The requests, the newest first; state is pending, approved, rejected, withdrawn or outdated.").ProducesValidationProblem();
        group.MapPost("", AskAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Asks for a version to go into production. An approver decides.")
            .WithDescription("stage is production, and may be left out. A version is asked for once at a time.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/{id}", GetAsync).WithSummary("A request; while it waits, its checklist is made anew.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{id}/approve", ApproveAsync).RequireAuthorization(AccessPolicies.Approver)
            .WithSummary("Agrees: the version goes into production in the same transaction.")
            .WithDescription("Where the model's policy wants four eyes, the one who asked is turned away with 403.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id}/reject", RejectAsync).RequireAuthorization(AccessPolicies.Approver)
            .WithSummary("Says no: the version stays where it is.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id}/withdraw", WithdrawAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Takes a request back: one's own, or, for administrators, any.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return routes;
    }

    private static async Task<Page<ApprovalReply>> ListAsync(
        string? state, string? model, int? limit, string? cursor, ApprovalService approvals, CancellationToken cancellationToken)
    {
        Page<ApprovalRequest> page = await approvals.ListAsync(StateOf(state), string.IsNullOrEmpty(model) ? null : model, PageQuery.Parse(limit, cursor), cancellationToken);
        return new Page<ApprovalReply>([.. page.Items.Select(request => ApprovalReply.Of(request))], page.NextCursor);
    }

    private static async Task<Created<ApprovalReply>> AskAsync(AskingRequest request, ApprovalService approvals, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        string modelId = request.ModelId ?? throw new InvalidException("model_id", "model_id is missing.");
        ModelStage stage = request.Stage is null ? ModelStage.Production : StageRules.ParseTarget(request.Stage, "stage");
        ApprovalRequest made = await approvals.AskAsync(modelId, stage, request.Comment, user.AsActor(), cancellationToken);
        return TypedResults.Created($"/api/approvals/{made.Id}", ApprovalReply.Of(made));
    }

    private static async Task<ApprovalReply> GetAsync(string id, ApprovalService approvals, CancellationToken cancellationToken)
    {
        ApprovalRequest request = await approvals.GetAsync(id, cancellationToken);
        return ApprovalReply.Of(request, await approvals.ReadChecklistAsync(request, cancellationToken));
    }

    private static async Task<ApprovalReply> ApproveAsync(
        string id, DecidingRequest? request, ApprovalService approvals, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ApprovalReply.Of(await approvals.ApproveAsync(id, request?.Comment, user.AsActor(), cancellationToken));

    private static async Task<ApprovalReply> RejectAsync(
        string id, DecidingRequest? request, ApprovalService approvals, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ApprovalReply.Of(await approvals.RejectAsync(id, request?.Comment, user.AsActor(), cancellationToken));

    private static async Task<ApprovalReply> WithdrawAsync(
        string id, DecidingRequest? request, ApprovalService approvals, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ApprovalReply.Of(await approvals.WithdrawAsync(id, request?.Comment, user.AsActor(), cancellationToken));

    private static ApprovalState? StateOf(string? word) => string.IsNullOrEmpty(word) ? null
        : Enum.GetValues<ApprovalState>().Cast<ApprovalState?>().FirstOrDefault(state => string.Equals(state.ToString(), word, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidException("state", "state must be pending, approved, rejected, withdrawn or outdated.");

    /// <summary>Which version is asked for, and why.</summary>
    internal sealed record AskingRequest(string? ModelId, string? Stage, string? Comment);

    /// <summary>Why somebody decides so.</summary>
    internal sealed record DecidingRequest(string? Comment);
}
