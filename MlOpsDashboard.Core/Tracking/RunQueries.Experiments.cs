using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

public sealed partial class RunQueries
{
    private const string ExperimentListing = "experiments";

    /// <summary>One page of the experiments, by name.</summary>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Page<ExperimentRow>> ExperimentsAsync(PageQuery page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<Experiment> all = context.Set<Experiment>().AsNoTracking().Containing(e => e.Name, page.Find);
        all = page.After?.Of(ExperimentListing, 1) is { } after ? all.After(e => e.Name, after.Text(0)) : all;
        List<Experiment> experiments = await all
            .OrderBy(e => e.Name)
            .Skip(page.Offset).Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        Page<Experiment> slice = page.ToPage(experiments, one => new PageKey(ExperimentListing, one.Name));
        return new Page<ExperimentRow>(await ToRowsAsync(context, slice.Items, cancellationToken), slice.NextCursor);
    }

    /// <summary>How many experiments there are.</summary>
    /// <param name="find">What their names must have in them; null or blank for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<int> CountExperimentsAsync(string? find, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Experiment>().Containing(e => e.Name, find).CountAsync(cancellationToken);
    }

    /// <summary>One experiment.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is none of that name.</exception>
    public async Task<ExperimentRow> ExperimentAsync(string name, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        Experiment experiment = await context.Set<Experiment>().AsNoTracking().SingleOrDefaultAsync(e => e.Name == name, cancellationToken)
            ?? throw new NotFoundException($"There is no experiment {name}.");
        return (await ToRowsAsync(context, [experiment], cancellationToken))[0];
    }

    private static async Task<IReadOnlyList<ExperimentRow>> ToRowsAsync(
        MlOpsDbContext context, IReadOnlyList<Experiment> experiments, CancellationToken cancellationToken)
    {
        string[] ids = [.. experiments.Select(e => e.ExperimentId)];
        List<JudgedRuns> judged = await Judge(context.Set<Run>()
            .Where(r => ids.Contains(r.ExperimentId) && r.DeletedAt == null)
            .Select(r => new KeyedRun { Key = r.ExperimentId, Run = r }))
            .ToListAsync(cancellationToken);
        ILookup<string, JudgedRuns> groups = judged.ToLookup(g => g.Key!, StringComparer.Ordinal);
        Dictionary<string, BestRun> best = await BestAsync(context, groups, cancellationToken);
        return
        [
            .. experiments.Select(e => new ExperimentRow(
                e,
                groups[e.ExperimentId].Sum(g => g.Count),
                groups[e.ExperimentId].Select(g => (DateTimeOffset?)g.LastStartedAt).Max(),
                best.GetValueOrDefault(e.ExperimentId))),
        ];
    }

    // The greatest or least score is known from the groups; the index leads from it to its run.
    private static async Task<Dictionary<string, BestRun>> BestAsync(
        MlOpsDbContext context, ILookup<string, JudgedRuns> groups, CancellationToken cancellationToken)
    {
        Dictionary<string, JudgedRuns> wanted = groups
            .Select(g => g.Where(j => j.Best is not null).MaxBy(j => j.LastStartedAt))
            .OfType<JudgedRuns>()
            .ToDictionary(j => j.Key!, StringComparer.Ordinal);
        string[] ids = [.. wanted.Keys];
        double?[] scores = [.. wanted.Values.Select(j => j.Best).Distinct()];
        List<Run> candidates = await context.Set<Run>().AsNoTracking()
            .Where(r => ids.Contains(r.ExperimentId) && scores.Contains(r.Score) && r.DeletedAt == null && r.Status == RunStatus.Finished)
            .ToListAsync(cancellationToken);
        Run[] runs =
        [
            .. wanted.Values.Select(j => candidates
                .Where(r => r.ExperimentId == j.Key && r.Metric == j.Metric && r.Score == j.Best && (!j.ComparesWhole || r.ParentRunId is null))
                .MinBy(r => r.RunId, StringComparer.Ordinal)).OfType<Run>(),
        ];
        return (await ToRowsAsync(context, runs, cancellationToken)).ToDictionary(
            row => row.Run.ExperimentId,
            row => new BestRun(row.Run.RunId, row.Run.Name, row.Run.Metric!, row.Run.Score!.Value, row.Metrics),
            StringComparer.Ordinal);
    }
}
