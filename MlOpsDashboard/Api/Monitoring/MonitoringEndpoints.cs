using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Inputs;
using MlOpsDashboard.Core.Monitoring.Live;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Shares;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>The stored metrics.</summary>
internal static class MonitoringEndpoints
{
    private const double DefaultHours = 24;

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapMonitoring(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/monitoring").WithTags("Monitoring");
        group.MapGet("/metrics", MetricsAsync)
            .WithSummary("Throughput, latency and errors per version, in total and over time.")
            .WithDescription("hours (default 24) counts back from now; from and to (ISO 8601) name a range instead. points (default 300) limits the series.")
            .Produces<TrafficReply>().ProducesValidationProblem();
        group.MapGet("/system", SystemAsync)
            .WithSummary("How the process does: CPU, memory, garbage collection, threads, disk, database.")
            .Produces<SystemReply>().ProducesValidationProblem();
        group.MapGet("/quality", QualityAsync)
            .WithSummary("How right the predictions of each version turned out to be, with 95 % intervals, and how many truths are still missing.")
            .Produces<QualityReply>().ProducesValidationProblem();
        group.MapGet("/data-quality", DataQualityAsync)
            .WithSummary("What comes in for each version, feature by feature, beside what training saw: missing, out of range, unseen words, refused.")
            .WithDescription(InputRule.Words)
            .Produces<DataQualityReply>().ProducesValidationProblem();
        group.MapGet("/traffic", TrafficAsync)
            .WithSummary("The configured and the observed share of traffic of each version, and whether they differ by more than chance.")
            .Produces<TrafficShares>().ProducesValidationProblem();
        return routes;
    }

    private static Task<TrafficShares> TrafficAsync(
        string? model, double? hours, DateTimeOffset? from, DateTimeOffset? to, SharesService shares, TimeProvider clock, CancellationToken cancellationToken) =>
        shares.ReadAsync(Query(model, hours, from, to, MonitoringQuery.MostPoints, clock), cancellationToken);

    private static async Task<DataQualityReply> DataQualityAsync(
        string? model, double? hours, DateTimeOffset? from, DateTimeOffset? to, DataQualityService inputs, TimeProvider clock, CancellationToken cancellationToken)
    {
        MonitoringQuery query = Query(model, hours, from, to, null, clock);
        return DataQualityReply.Of(query, await inputs.ReadAsync(query, cancellationToken));
    }

    private static async Task<QualityReply> QualityAsync(
        string? model, double? hours, DateTimeOffset? from, DateTimeOffset? to, QualityService quality, TimeProvider clock, CancellationToken cancellationToken) =>
        QualityReply.Of(await quality.ReadAsync(Query(model, hours, from, to, null, clock), cancellationToken));

    private static async Task<TrafficReply> MetricsAsync(
        string? model, double? hours, DateTimeOffset? from, DateTimeOffset? to, int? points, MonitoringQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
        TrafficReply.Of(model, await queries.ReadAsync(Query(model, hours, from, to, points, clock), cancellationToken));

    private static async Task<SystemReply> SystemAsync(
        double? hours, DateTimeOffset? from, DateTimeOffset? to, int? points, MonitoringQueries queries, LiveMetrics live, TimeProvider clock, CancellationToken cancellationToken) =>
        new(live.Latest, await queries.ReadSystemAsync(Query(null, hours, from, to, points, clock), cancellationToken));

    private static MonitoringQuery Query(string? model, double? hours, DateTimeOffset? from, DateTimeOffset? to, int? points, TimeProvider clock)
    {
        if (hours is not null && from is not null)
        {
            throw new InvalidException("hours", "Give hours or from, and not both.");
        }

        DateTimeOffset end = to?.ToUniversalTime() ?? clock.GetUtcNow();
        MonitoringQuery query = from is { } start
            ? new MonitoringQuery { Model = model, From = start.ToUniversalTime(), To = end }
            : MonitoringQuery.Last(end, hours ?? DefaultHours, model);
        return points is { } most ? query with { Points = most } : query;
    }
}
