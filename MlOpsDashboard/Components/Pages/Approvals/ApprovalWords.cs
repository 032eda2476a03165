using MlOpsDashboard.Core.Approvals;

namespace MlOpsDashboard.Components.Pages.Approvals;

/// <summary>The words and colours of requests and their checks.</summary>
internal static class ApprovalWords
{
    /// <summary>The word for a state.</summary>
    public static string Of(ApprovalState state) => state == ApprovalState.Pending ? "waits" : state.ToString().ToLowerInvariant();

    /// <summary>The colour of a state.</summary>
    public static string Tone(ApprovalState state) => state switch
    {
        ApprovalState.Pending => "warn",
        ApprovalState.Approved => "ok",
        ApprovalState.Rejected => "error",
        _ => "muted",
    };

    /// <summary>The word for what a check says.</summary>
    public static string Of(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Warning => "look at it",
        CheckOutcome.Unknown => "not known",
        _ => outcome.ToString().ToLowerInvariant(),
    };

    /// <summary>The colour of what a check says.</summary>
    public static string Tone(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "ok",
        CheckOutcome.Warning => "warn",
        CheckOutcome.Failed => "error",
        _ => "muted",
    };

    /// <summary>What was checked.</summary>
    public static string Name(ApprovalCheck check) => check.Name switch
    {
        "quality" => "Quality against production",
        "answers" => "Answers a row",
        "signature" => "Signature against production",
        "drift" => "Drift of the model",
        "latency" => "Time for a row",
        "size" => "Size",
        _ => check.Name,
    };

    /// <summary>What became of a request, in a sentence.</summary>
    public static string Sentence(ApprovalRequest request) => request.State switch
    {
        ApprovalState.Pending => $"{request.RequestedBy} has asked for production. It waits for an approver.",
        ApprovalState.Approved => $"{request.DecidedBy} has approved it: it is in production by that.",
        ApprovalState.Rejected => $"{request.DecidedBy} has rejected it.",
        ApprovalState.Withdrawn => $"{request.DecidedBy} has taken the request back.",
        _ => "The request has ended by itself.",
    };
}
