namespace MlOpsDashboard.Core.Approvals;

/// <summary>How a request ends.</summary>
/// <param name="State">What becomes of it.</param>
/// <param name="By">Who decided; null for what ends by itself.</param>
/// <param name="Reason">Why.</param>
/// <param name="Checklist">What was known then; null where nobody looked.</param>
internal sealed record ApprovalEnd(ApprovalState State, string? By, string? Reason, ApprovalChecklist? Checklist = null);
