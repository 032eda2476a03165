namespace MlOpsDashboard.Core.Audit;

/// <summary>What is to be written down.</summary>
/// <param name="Actor">Who did it: a user's or an API key's name.</param>
/// <param name="Action">What was done, as in <c>model.promoted</c>.</param>
/// <param name="SubjectKind">What kind of thing it was done to, as in <c>model</c>.</param>
/// <param name="SubjectId">Which one, as in <c>churn:3</c>.</param>
/// <param name="Reason">Why, in the words of who did it.</param>
/// <param name="Detail">A sentence that says what changed, from what to what.</param>
public sealed record AuditEntry(
    string Actor,
    string Action,
    string SubjectKind,
    string SubjectId,
    string? Reason = null,
    string? Detail = null);
