using MlOpsDashboard.Core.Monitoring.Traffic;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>The traffic of a model version and route, or of all together.</summary>
/// <param name="ModelName">The model's name; null for requests that named none that is served, and for the total.</param>
/// <param name="ModelVersion">The version that answered; null when none did.</param>
/// <param name="Route">Why this version answered; null when none did.</param>
/// <param name="Requests">Answered, rejected and failed requests.</param>
/// <param name="Rejected">Requests that were the caller's mistake.</param>
/// <param name="Errors">Requests that failed on our side.</param>
/// <param name="ErrorRate">Failed requests as a share of all, 0 to 1; null without requests.</param>
/// <param name="RequestsPerSecond">Requests by the length of the range.</param>
/// <param name="LatencyMs">Latency of the answers.</param>
/// <param name="Series">Over time; stretches without traffic are left out.</param>
public sealed record VersionTrafficReply(
    string? ModelName,
    int? ModelVersion,
    string? Route,
    long Requests,
    long Rejected,
    long Errors,
    double? ErrorRate,
    double RequestsPerSecond,
    LatencyReply LatencyMs,
    IReadOnlyList<TrafficBucketReply> Series)
{
    internal static VersionTrafficReply Of(VersionTraffic traffic, TrafficReport report)
    {
        TrafficPoint total = traffic.Total;
        return new(
            total.Model.Length == 0 ? null : total.Model,
            total.Version == 0 ? null : total.Version,
            total.Route.Length == 0 ? null : total.Route,
            total.Requests,
            total.Rejected,
            total.Errors,
            total.Requests == 0 ? null : (double)total.Errors / total.Requests,
            total.Requests / (report.To - report.From).TotalSeconds,
            LatencyReply.Of(total),
            [.. traffic.Series.Select(TrafficBucketReply.Of)]);
    }
}
