namespace MlOpsDashboard.Core.Comparisons;

/// <summary>By how much a version is better than the first.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Gain">In its unit; negative when it is worse, whichever way the metric counts.</param>
/// <param name="Low">From where on the 95 % interval goes (bootstrap of pairs).</param>
/// <param name="High">Up to where.</param>
public sealed record ComparedGain(string Metric, double Gain, double Low, double High);
