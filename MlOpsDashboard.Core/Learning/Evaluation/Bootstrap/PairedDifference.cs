namespace MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;

/// <summary>By how much a model is better than another one on the same rows.</summary>
/// <param name="First">The metric of the one.</param>
/// <param name="Second">The metric of the other.</param>
/// <param name="Gain">By how much the second is better: positive when it is, whichever way the metric points.</param>
/// <param name="Low">The gain exceeds this with the level that was asked for.</param>
/// <param name="High">It stays below this with that level.</param>
public sealed record PairedDifference(double First, double Second, double Gain, double Low, double High);
