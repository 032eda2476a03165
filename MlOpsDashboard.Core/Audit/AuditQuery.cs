namespace MlOpsDashboard.Core.Audit;

/// <summary>Which events are wanted; null means any.</summary>
/// <param name="SubjectKind">The kind of thing.</param>
/// <param name="SubjectId">The thing itself.</param>
/// <param name="Actor">Who did it.</param>
public sealed record AuditQuery(string? SubjectKind = null, string? SubjectId = null, string? Actor = null);
