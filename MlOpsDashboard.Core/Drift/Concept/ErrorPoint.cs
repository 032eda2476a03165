namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>How much a model erred over some consecutive predictions.</summary>
/// <param name="At">When the last of them was made, UTC.</param>
/// <param name="Row">The last of them, counted from 1 among those that were looked at.</param>
/// <param name="Rows">How many they are.</param>
/// <param name="Value">The share of wrong classes, or the mean absolute error.</param>
public sealed record ErrorPoint(DateTimeOffset At, int Row, int Rows, double Value);
