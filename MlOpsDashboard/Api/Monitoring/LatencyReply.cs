using MlOpsDashboard.Core.Monitoring.Traffic;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>Latencies in milliseconds; null without answers.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="P50">The median.</param>
/// <param name="P95">What 95 % kept below.</param>
/// <param name="P99">What 99 % kept below.</param>
public sealed record LatencyReply(double? Mean, double? P50, double? P95, double? P99)
{
    internal static LatencyReply Of(TrafficPoint point) => new(point.MeanMs, point.P50Ms, point.P95Ms, point.P99Ms);
}
