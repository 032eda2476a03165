using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Alerts.Metrics;

/// <summary>Requests and how long they took, in whole minutes: a window reaches back to the beginning of the minute in which it begins.</summary>
/// <param name="monitoring">The traffic.</param>
/// <param name="contexts">Tells since when a model serves.</param>
internal sealed class TrafficReader(MonitoringQueries monitoring, IDbContextFactory<MlOpsDbContext> contexts) : IAlertReader
{
    /// <inheritdoc/>
    public AlertMetricKind Kind => AlertMetricKind.Traffic;

    /// <inheritdoc/>
    public async Task<AlertReading> ReadAsync(AlertRule rule, AlertSubject subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset from = RollupTime.Floor(now.AddSeconds(-rule.WindowSeconds), RollupStep.Minute);
        var query = new MonitoringQuery { Model = subject.Model, From = from, To = now, Points = 1 };
        TrafficPoint all = (await monitoring.ReadAsync(query, cancellationToken).ConfigureAwait(false)).All.Total;
        if (rule.Metric == AlertMetrics.RequestsPerMinute)
        {
            return await RateAsync(subject.Model, rule.WindowSeconds, all.Requests, from, now, cancellationToken).ConfigureAwait(false);
        }

        (double? value, long rows) = rule.Metric switch
        {
            AlertMetrics.ErrorRate => (Share(all.Errors, all.Requests), all.Requests),
            AlertMetrics.RefusedShare => (Share(all.Rejected, all.Requests), all.Requests),
            AlertMetrics.LatencyMean => (all.MeanMs, Answered(all)),
            AlertMetrics.LatencyP50 => (all.P50Ms, Answered(all)),
            AlertMetrics.LatencyP95 => (all.P95Ms, Answered(all)),
            _ => (all.P99Ms, Answered(all)),
        };
        return value is null || rows < rule.MinRows ? AlertReading.TooFew(rows, Math.Max(1, rule.MinRows), "requests") : new AlertReading(value, rows);
    }

    // A model that has served for less than the window had no chance to be asked for all of it.
    private async Task<AlertReading> RateAsync(string model, int window, long requests, DateTimeOffset from, DateTimeOffset now, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            DateTimeOffset? first = await context.Set<StageEvent>().AsNoTracking()
                .Where(move => move.Name == model && move.ToStage == ModelStage.Production)
                .MinAsync(move => (DateTimeOffset?)move.At, cancellationToken).ConfigureAwait(false);
            return first is { } began && (now - began).TotalSeconds < window
                ? new AlertReading(null, requests, FormattableString.Invariant($"in production for {(now - began).TotalSeconds:N0} of {window:N0} seconds"))
                : new AlertReading(requests / (now - from).TotalMinutes, requests);
        }
    }

    private static long Answered(TrafficPoint all) => all.Requests - all.Errors - all.Rejected;

    private static double? Share(long count, long of) => of == 0 ? null : (double)count / of;
}
