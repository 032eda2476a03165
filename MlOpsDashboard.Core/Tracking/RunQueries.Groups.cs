using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

public sealed partial class RunQueries
{
    /// <summary>Runs gathered by what they have in common: jobs with the latest first, learners by name.</summary>
    /// <param name="filter">Which runs.</param>
    /// <param name="by">What they are gathered by.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">The experiment does not exist.</exception>
    public async Task<IReadOnlyList<RunGroup>> ListGroupsAsync(RunFilter filter, RunGrouping by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<Run> runs = await RunSelection.FilterAsync(context, filter, cancellationToken);
        IEnumerable<RunGroup> groups = (await Judge(Keyed(context, runs, by)).ToListAsync(cancellationToken)).GroupBy(judged => judged.Key).Select(judged => GroupOf(by, judged));
        return by == RunGrouping.Job
            ? [.. groups.OrderByDescending(group => group.LastStartedAt).ThenBy(group => group.Key, StringComparer.Ordinal)]
            : [.. groups.OrderBy(group => group.Key is null).ThenBy(group => group.Key, StringComparer.Ordinal)];
    }

    private static IQueryable<KeyedRun> Keyed(MlOpsDbContext context, IQueryable<Run> runs, RunGrouping by) => by == RunGrouping.Job
        ? runs.Select(run => new KeyedRun { Key = run.JobId, Run = run })
        : from run in runs
          join parameter in context.Set<RunParameter>().Where(one => one.Key == RunParameters.Learner) on run.RunId equals parameter.RunId into found
          from learner in found.DefaultIfEmpty()
          select new KeyedRun { Key = learner!.Value, Run = run };

    private static IQueryable<JudgedRuns> Judge(IQueryable<KeyedRun> runs) => runs
        .GroupBy(one => new { one.Key, one.Run.Metric })
        .Select(g => new JudgedRuns(
            g.Key.Key,
            g.Key.Metric,
            g.Count(),
            g.Max(one => one.Run.StartedAt),
            g.Max(one => one.Run.Status == RunStatus.Finished ? one.Run.Score : null),
            g.Min(one => one.Run.Status == RunStatus.Finished ? one.Run.Score : null),
            g.Max(one => one.Run.Status == RunStatus.Finished && one.Run.ParentRunId == null ? one.Run.Score : null),
            g.Min(one => one.Run.Status == RunStatus.Finished && one.Run.ParentRunId == null ? one.Run.Score : null)));

    private static RunGroup GroupOf(RunGrouping by, IGrouping<string?, JudgedRuns> judged)
    {
        JudgedRuns? best = judged.Where(one => one.Best is not null).MaxBy(one => one.LastStartedAt);
        return new RunGroup(
            by, judged.Key, judged.Sum(one => one.Count), judged.Max(one => one.LastStartedAt), best?.Metric, best?.Best, best is { ComparesWhole: false });
    }
}
