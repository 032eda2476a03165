namespace MlOpsDashboard.Core.Monitoring.Traffic;

/// <summary>The traffic of one model version and route over a range.</summary>
/// <param name="Total">All of it together.</param>
/// <param name="Series">Over time; stretches without traffic are left out.</param>
public sealed record VersionTraffic(TrafficPoint Total, IReadOnlyList<TrafficBucket> Series);
