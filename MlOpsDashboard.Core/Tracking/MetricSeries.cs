namespace MlOpsDashboard.Core.Tracking;

/// <summary>A metric's history, thinned out to what a plot can show.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Key">The metric's name.</param>
/// <param name="Total">How many points there are.</param>
/// <param name="Points">At most the asked-for number of them, by step; every peak and valley is among them.</param>
public sealed record MetricSeries(string RunId, string Key, int Total, IReadOnlyList<MetricPoint> Points);
