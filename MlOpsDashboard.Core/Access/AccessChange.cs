namespace MlOpsDashboard.Core.Access;

/// <summary>Something that changed who gets in.</summary>
/// <param name="Actor">Who did it.</param>
/// <param name="Action">What was done, as in <c>api_key.created</c>.</param>
/// <param name="SubjectKind">What it was done to: <c>api_key</c> or <c>user</c>.</param>
/// <param name="SubjectId">The identifier of the key or user.</param>
/// <param name="Detail">A sentence for people.</param>
public sealed record AccessChange(string Actor, string Action, string SubjectKind, string SubjectId, string Detail);
