namespace MlOpsDashboard.Api.Tracking;

/// <summary>What people may change of a run; what is left out stays.</summary>
internal sealed record RunChange(string? Name, string? Notes, IReadOnlyDictionary<string, string?>? Tags);
