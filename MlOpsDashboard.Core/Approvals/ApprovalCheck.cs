namespace MlOpsDashboard.Core.Approvals;

/// <summary>One line of a checklist.</summary>
/// <param name="Name">What was checked: <c>quality</c>, <c>answers</c>, <c>signature</c>, <c>drift</c>, <c>latency</c> or <c>size</c>.</param>
/// <param name="Outcome">What it says.</param>
/// <param name="Text">The figures in a sentence.</param>
public sealed record ApprovalCheck(string Name, CheckOutcome Outcome, string Text);
