namespace MlOpsDashboard.Core.Tracking;

/// <summary>The best run of an experiment: of the runs of their own, which are judged on rows set aside, where there are any; else of all.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Name">Its name.</param>
/// <param name="Metric">The metric that it was judged by.</param>
/// <param name="Value">The metric's value.</param>
/// <param name="Metrics">All its latest metrics.</param>
public sealed record BestRun(string RunId, string Name, string Metric, double Value, IReadOnlyDictionary<string, double> Metrics);
