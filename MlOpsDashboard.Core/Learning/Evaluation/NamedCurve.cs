namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>A curve of one class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Points">The points in order, thinned out to what a screen can show.</param>
/// <param name="Figure">What it comes to: ROC AUC, or average precision, of all rows; NaN where undefined.</param>
public sealed record NamedCurve(string Name, IReadOnlyList<CurvePoint> Points, double Figure);
