namespace MlOpsDashboard.Core.Tracking;

/// <summary>A run as a listing shows it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Metrics">The latest value of each metric.</param>
public sealed record RunRow(Run Run, IReadOnlyDictionary<string, string> Parameters, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>The tag that says how a trial ended.</summary>
    public const string OutcomeTag = "outcome";

    /// <summary>How it ended as a trial of a search, as in <c>pruned</c>; null for other runs.</summary>
    public string? Outcome { get; init; }
}
