using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

public sealed partial class RunQueries
{
    /// <summary>One metric of one run by step.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="key">The metric's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="maxPoints">The most points wanted, from 4 to <see cref="MaxPoints"/>.</param>
    /// <exception cref="NotFoundException">There is no such run, or it has no such metric.</exception>
    public async Task<MetricSeries> HistoryAsync(
        string runId, string key, CancellationToken cancellationToken, int maxPoints = MaxPoints)
    {
        IReadOnlyList<MetricSeries> series = await HistoryAsync([runId], [key], cancellationToken, maxPoints);
        return series.Count == 1
            ? series[0]
            : throw new NotFoundException($"There is no run {runId} with a metric {key}.");
    }

    /// <summary>Several metrics of several runs by step, each thinned out.</summary>
    /// <param name="runIds">The runs.</param>
    /// <param name="keys">The metrics' names; those that a run has not are left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="maxPoints">The most points of each series, from 4 to <see cref="MaxPoints"/>.</param>
    public async Task<IReadOnlyList<MetricSeries>> HistoryAsync(
        IReadOnlyCollection<string> runIds, IReadOnlyCollection<string> keys, CancellationToken cancellationToken, int maxPoints = MaxPoints)
    {
        if (maxPoints is < 4 or > MaxPoints)
        {
            throw InvalidException.Of("max_points", $"must be from 4 to {MaxPoints}, not {maxPoints}.");
        }

        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        var series = new List<MetricSeries>();
        var points = new List<MetricPoint>();
        string? runId = null;

        // Streamed in the order of the index: only one series is in memory at a time before it is thinned out.
        await foreach (var row in context.Set<RunMetricPoint>()
            .Where(p => runIds.Contains(p.RunId) && keys.Contains(p.Key))
            .OrderBy(p => p.RunId).ThenBy(p => p.Key).ThenBy(p => p.Step).ThenBy(p => p.Id)
            .Select(p => new { p.RunId, p.Key, p.Value, p.Step, p.At })
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (points.Count > 0 && (row.RunId != runId || row.Key != points[0].Key))
            {
                series.Add(ToSeries(runId!, points, maxPoints));
                points = [];
            }

            runId = row.RunId;
            points.Add(new MetricPoint(row.Key, row.Value ?? double.NaN, row.Step, row.At));
        }

        if (points.Count > 0)
        {
            series.Add(ToSeries(runId!, points, maxPoints));
        }

        return series;
    }

    private static MetricSeries ToSeries(string runId, List<MetricPoint> points, int maxPoints) =>
        new(runId, points[0].Key, points.Count, SeriesThinning.Thin(points, maxPoints));
}
