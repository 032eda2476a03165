using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Monitoring.Queries;

/// <summary>
/// Reads the metrics: those that are stored, and of the traffic also the minutes that are not stored yet. The work depends on the length of the range and the number of versions, not on the number of
/// predictions: up to a day is read from minutes, a longer range from hours and the minutes of those not yet added up.
/// </summary>
public sealed class MonitoringQueries
{
    private static readonly TimeSpan s_longestInMinutes = TimeSpan.FromHours(24);

    private const int Tries = 3;

    private readonly IDbContextFactory<MlOpsDbContext> _contexts;
    private readonly RollupBuffer _unstored;

    internal MonitoringQueries(IDbContextFactory<MlOpsDbContext> contexts, RollupBuffer unstored) => (_contexts, _unstored) = (contexts, unstored);

    /// <summary>The traffic of a range.</summary>
    /// <param name="query">The range.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">The range is none; the field is named.</exception>
    public async Task<TrafficReport> ReadAsync(MonitoringQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        TimeSpan step = Step(query);
        (DateTimeOffset, TrafficSlice)[] slices = [];
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            long state = _unstored.State;
            IReadOnlyList<(DateTimeOffset At, TrafficSlice Slice)> unstored = _unstored.Traffic(query.From, query.To, query.Model);
            List<TrafficRollup> stored = await StoredAsync(query, cancellationToken).ConfigureAwait(false);
            // While minutes are being stored they may be in both places; they are left out rather than counted twice.
            bool isSure = state % 2 == 0 && state == _unstored.State;
            slices =
            [
                .. stored.Select(row => (RollupTime.Floor(row.At, step), row.ToSlice())),
                .. isSure ? unstored.Select(one => (RollupTime.Floor(one.At, step), one.Slice)) : [],
            ];
            if (isSure)
            {
                break;
            }
        }

        return TrafficReport.Build(query.From, query.To, step, slices);
    }

    private async Task<List<TrafficRollup>> StoredAsync(MonitoringQuery query, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            DateTimeOffset minutesFrom = await MinutesFromAsync(context, query, cancellationToken).ConfigureAwait(false);
            return await context.Set<TrafficRollup>().AsNoTracking()
                .Where(row => query.Model == null || row.Model == query.Model)
                .Where(row => row.At < query.To && (
                    (row.Step == (int)RollupStep.Minute && row.At >= minutesFrom)
                    || (row.Step == (int)RollupStep.Hour && row.At >= query.From && row.At < minutesFrom)))
                .ToListAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>How the process did in a range.</summary>
    /// <param name="query">The range; its model does not matter.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">The range is none; the field is named.</exception>
    public async Task<IReadOnlyList<SystemBucket>> ReadSystemAsync(MonitoringQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            DateTimeOffset minutesFrom = await MinutesFromAsync(context, query, cancellationToken).ConfigureAwait(false);
            List<SystemRollup> rows = await context.Set<SystemRollup>().AsNoTracking()
                .Where(row => row.At < query.To && (
                    (row.Step == (int)RollupStep.Minute && row.At >= minutesFrom)
                    || (row.Step == (int)RollupStep.Hour && row.At >= query.From && row.At < minutesFrom)))
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            TimeSpan step = Step(query);
            return [.. rows.GroupBy(row => RollupTime.Floor(row.At, step)).OrderBy(group => group.Key).Select(group => SystemBucket.Of(
                group.Key, group.Aggregate((sum, row) => sum.Plus(row, RollupStep.Minute, group.Key, ""))))];
        }
    }

    /// <summary>The moment from which minutes are read; before it, hours.</summary>
    internal static async Task<DateTimeOffset> MinutesFromAsync(MlOpsDbContext context, MonitoringQuery query, CancellationToken cancellationToken)
    {
        if (query.To - query.From <= s_longestInMinutes)
        {
            return RollupTime.Floor(query.From, RollupStep.Minute);
        }

        DateTimeOffset? last = await context.Set<SystemRollup>().Where(row => row.Step == (int)RollupStep.Hour)
            .MaxAsync(row => (DateTimeOffset?)row.At, cancellationToken).ConfigureAwait(false);
        DateTimeOffset end = last?.AddHours(1) ?? DateTimeOffset.MinValue;
        return end > query.From ? end : RollupTime.Floor(query.From, RollupStep.Minute);
    }

    // A whole number of minutes, and of hours where hours are read, so that no row is cut.
    private static TimeSpan Step(MonitoringQuery query)
    {
        TimeSpan unit = query.To - query.From <= s_longestInMinutes ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1);
        return unit * Math.Max(1, Math.Ceiling((query.To - query.From) / unit / query.Points));
    }
}
