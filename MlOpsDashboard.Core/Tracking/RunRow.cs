namespace MlOpsDashboard.Core.Tracking;

/// <summary>A run as a listing shows it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Metrics">The latest value of each metric.</param>
public sealed record RunRow(Run Run, IReadOnlyDictionary<string, string> Parameters, IReadOnlyDictionary<string, double> Metrics);
