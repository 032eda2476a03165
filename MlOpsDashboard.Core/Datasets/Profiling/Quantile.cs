namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>A value that a share of the others does not exceed.</summary>
/// <param name="Level">The share, from 0 to 1.</param>
/// <param name="Value">The value.</param>
public sealed record Quantile(double Level, double Value);
