namespace MlOpsDashboard.Core.Monitoring.Traffic;

/// <summary>A stretch of a series.</summary>
/// <param name="At">Its beginning, UTC.</param>
/// <param name="Traffic">What happened in it.</param>
public sealed record TrafficBucket(DateTimeOffset At, TrafficPoint Traffic);
