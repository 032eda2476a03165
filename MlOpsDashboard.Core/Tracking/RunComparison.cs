namespace MlOpsDashboard.Core.Tracking;

/// <summary>Runs side by side.</summary>
/// <param name="Runs">The runs, in the order that was asked for.</param>
/// <param name="Parameters">One row a parameter that any of them has; those that differ come first.</param>
/// <param name="Metrics">One row a metric that any of them has.</param>
public sealed record RunComparison(
    IReadOnlyList<Run> Runs, IReadOnlyList<ComparedText> Parameters, IReadOnlyList<ComparedNumber> Metrics);
