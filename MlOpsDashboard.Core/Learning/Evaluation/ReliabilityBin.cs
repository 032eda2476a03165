namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>Rows with similar predicted probabilities of the positive (for several classes: the said) class.</summary>
/// <param name="Predicted">The mean predicted probability.</param>
/// <param name="Observed">The share of rows that were of that class.</param>
/// <param name="Count">The number of rows.</param>
public sealed record ReliabilityBin(double Predicted, double Observed, int Count);
