namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>A point of a curve of dependence.</summary>
/// <param name="Value">The number, or for dates seconds since 1970-01-01T00:00:00Z; null for words and for missing.</param>
/// <param name="Label">The value in words.</param>
/// <param name="Mean">The mean answer when all rows have this value.</param>
public sealed record DependencePoint(double? Value, string Label, double Mean);
