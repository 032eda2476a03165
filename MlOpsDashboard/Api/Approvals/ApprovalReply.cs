using MlOpsDashboard.Core.Approvals;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Api.Approvals;

/// <summary>A request for production, and what became of it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="ModelId">The version: <c>name:version</c>.</param>
/// <param name="Stage">Where it is to go.</param>
/// <param name="State">What became of it.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="Comment">Why.</param>
/// <param name="DecidedBy">Who decided or took it back.</param>
/// <param name="EndedAt">When.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedChecklist">What was known when it was asked for.</param>
/// <param name="Checklist">Of one that waits, what is known now (in listings, as when it was asked for); of another, what was known when it ended.</param>
internal sealed record ApprovalReply(
    string Id,
    string ModelId,
    ModelStage Stage,
    ApprovalState State,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    string? Comment,
    string? DecidedBy,
    DateTimeOffset? EndedAt,
    string? Reason,
    ApprovalChecklist RequestedChecklist,
    ApprovalChecklist Checklist)
{
    /// <summary>What is told of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="fresh">What is known now; null for what is stored.</param>
    public static ApprovalReply Of(ApprovalRequest request, ApprovalChecklist? fresh = null) => new(
        request.Id,
        request.ModelId,
        ModelStage.Production,
        request.State,
        request.RequestedBy,
        request.RequestedAt,
        request.Comment,
        request.DecidedBy,
        request.EndedAt,
        request.Reason,
        request.Checklist,
        fresh ?? request.DecidedChecklist ?? request.Checklist);
}
