namespace MlOpsDashboard.Core.Learning.Search.Pruning;

/// <summary>What a trial lost on its validation rows, step by step.</summary>
/// <param name="Number">The trial's number, from 1.</param>
/// <param name="Losses">The loss after each step so far, smaller is better; NaN where it was not measured.</param>
public sealed record TrialCurve(int Number, IReadOnlyList<double> Losses);
