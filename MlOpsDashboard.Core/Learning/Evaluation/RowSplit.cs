namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>Rows to learn from and rows to judge by, without a row in both. Each in rising order.</summary>
/// <param name="Training">Row numbers.</param>
/// <param name="Test">Row numbers.</param>
public sealed record RowSplit(int[] Training, int[] Test);
