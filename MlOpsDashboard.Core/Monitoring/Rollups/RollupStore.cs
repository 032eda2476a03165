using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Monitoring.Settings;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Monitoring.Rollups;

/// <summary>Keeps the roll-ups: stores minutes, adds whole hours up, and removes what is too old.</summary>
/// <param name="contexts">The database.</param>
/// <param name="options">How long they are kept.</param>
internal sealed class RollupStore(IDbContextFactory<MlOpsDbContext> contexts, IOptions<MonitoringOptions> options)
{
    // The rows of an hour's last minute are stored some seconds after it ends.
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(2);

    /// <summary>Stores rows, all or none.</summary>
    public Task AddAsync(IReadOnlyList<TrafficRollup> traffic, IReadOnlyList<SystemRollup> system, CancellationToken cancellationToken) =>
        AddAsync(traffic, system, [], cancellationToken);

    /// <summary>Stores rows, all or none.</summary>
    public async Task AddAsync(
        IReadOnlyList<TrafficRollup> traffic, IReadOnlyList<SystemRollup> system, IReadOnlyList<InputRollup> inputs, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            context.AddRange(traffic);
            context.AddRange(system);
            context.AddRange(inputs);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Adds up every whole hour since the last one that was, also those that ended while the program was not running. Another
    /// node may do the same hour: the unique index lets one of them win, and both would have written the same.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task AddUpHoursAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            DateTimeOffset end = RollupTime.Floor(now - s_settled, RollupStep.Hour);
            IQueryable<SystemRollup> system = context.Set<SystemRollup>();
            DateTimeOffset? last = await system.Where(row => row.Step == (int)RollupStep.Hour)
                .MaxAsync(row => (DateTimeOffset?)row.At, cancellationToken).ConfigureAwait(false);
            DateTimeOffset? first = await system.Where(row => row.Step == (int)RollupStep.Minute && (last == null || row.At >= last.Value.AddHours(1)))
                .MinAsync(row => (DateTimeOffset?)row.At, cancellationToken).ConfigureAwait(false);
            if (first is null)
            {
                return;
            }

            for (DateTimeOffset hour = RollupTime.Floor(first.Value, RollupStep.Hour); hour < end; hour = hour.AddHours(1))
            {
                await AddUpAsync(context, hour, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Removes what is older than the options allow.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RemoveOldAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            foreach ((RollupStep step, int days) in new[] { (RollupStep.Minute, options.Value.KeepMinutesForDays), (RollupStep.Hour, options.Value.KeepHoursForDays) })
            {
                DateTimeOffset oldest = now.AddDays(-days);
                await context.Set<TrafficRollup>().Where(row => row.Step == (int)step && row.At < oldest).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                await context.Set<SystemRollup>().Where(row => row.Step == (int)step && row.At < oldest).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                await context.Set<InputRollup>().Where(row => row.Step == (int)step && row.At < oldest).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task AddUpAsync(MlOpsDbContext context, DateTimeOffset hour, CancellationToken cancellationToken)
    {
        DateTimeOffset end = hour.AddHours(1);
        List<TrafficRollup> traffic = await context.Set<TrafficRollup>().AsNoTracking()
            .Where(row => row.Step == (int)RollupStep.Minute && row.At >= hour && row.At < end).ToListAsync(cancellationToken).ConfigureAwait(false);
        List<SystemRollup> system = await context.Set<SystemRollup>().AsNoTracking()
            .Where(row => row.Step == (int)RollupStep.Minute && row.At >= hour && row.At < end).ToListAsync(cancellationToken).ConfigureAwait(false);
        List<InputRollup> inputs = await context.Set<InputRollup>().AsNoTracking()
            .Where(row => row.Step == (int)RollupStep.Minute && row.At >= hour && row.At < end).ToListAsync(cancellationToken).ConfigureAwait(false);
        if (system.Count == 0)
        {
            return;
        }

        context.AddRange(traffic.Select(row => row.ToSlice()).GroupBy(slice => slice.Key)
            .Select(group => TrafficRollup.Of(RollupStep.Hour, hour, "", group.Aggregate((sum, slice) => sum.Plus(slice)))));
        context.AddRange(inputs.GroupBy(row => (row.Model, row.Version)).Select(group => InputRollup.Of(
            RollupStep.Hour, hour, "", group.Key.Model, group.Key.Version, group.Aggregate(InputCounts.None, (sum, row) => sum.Plus(row.ToCounts())))));
        context.Add(system.Aggregate((sum, row) => sum.Plus(row, RollupStep.Hour, hour, "")).Plus(null, RollupStep.Hour, hour, ""));
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Another node has written this hour.
        }

        context.ChangeTracker.Clear();
    }
}
