using MlOpsDashboard.Core.Monitoring.Traffic;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>A stretch of a series.</summary>
/// <param name="At">Its beginning, UTC.</param>
/// <param name="Requests">Answered, rejected and failed requests.</param>
/// <param name="Rejected">Requests that were the caller's mistake.</param>
/// <param name="Errors">Requests that failed on our side.</param>
/// <param name="LatencyMs">Latency of the answers.</param>
public sealed record TrafficBucketReply(DateTimeOffset At, long Requests, long Rejected, long Errors, LatencyReply LatencyMs)
{
    internal static TrafficBucketReply Of(TrafficBucket bucket) =>
        new(bucket.At, bucket.Traffic.Requests, bucket.Traffic.Rejected, bucket.Traffic.Errors, LatencyReply.Of(bucket.Traffic));
}
