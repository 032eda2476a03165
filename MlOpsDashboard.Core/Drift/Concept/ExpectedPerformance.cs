namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>How good a model probably is now.</summary>
/// <param name="Metric"><c>accuracy</c> or <c>rmse</c>.</param>
/// <param name="Value">The figure.</param>
/// <param name="By">Where it comes from: <c>estimate</c> without labels, or what it was at <c>promotion</c>.</param>
public sealed record ExpectedPerformance(string Metric, double Value, string By);
