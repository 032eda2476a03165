using MlOpsDashboard.Core.Monitoring.Traffic;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>The answer of <c>GET /api/monitoring/metrics</c>.</summary>
/// <param name="Model">The model that was asked for; null for all.</param>
/// <param name="From">The beginning, UTC.</param>
/// <param name="To">The end, UTC.</param>
/// <param name="StepSeconds">The length of a stretch of the series.</param>
/// <param name="Total">All traffic together.</param>
/// <param name="Versions">By model, version and route.</param>
public sealed record TrafficReply(
    string? Model,
    DateTimeOffset From,
    DateTimeOffset To,
    double StepSeconds,
    VersionTrafficReply Total,
    IReadOnlyList<VersionTrafficReply> Versions)
{
    internal static TrafficReply Of(string? model, TrafficReport report) => new(
        model,
        report.From,
        report.To,
        report.Step.TotalSeconds,
        VersionTrafficReply.Of(report.All, report),
        [.. report.Versions.Select(version => VersionTrafficReply.Of(version, report))]);
}
