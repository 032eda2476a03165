namespace MlOpsDashboard.Core.Retraining;

/// <summary>Champion and challenger on the held-out rows with one value of a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">The value.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Gain">By how much the challenger is better there.</param>
/// <param name="Low">What the gain exceeds, as for all rows.</param>
/// <param name="High">What it stays below.</param>
public sealed record SegmentComparison(string Column, string Value, int Rows, double Gain, double Low, double High);
