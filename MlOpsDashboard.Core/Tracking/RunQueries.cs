using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>Reads runs. Listings are paged by the database, and series are thinned out, so that size does not slow the answers.</summary>
public sealed partial class RunQueries(IDbContextFactory<MlOpsDbContext> contexts, ArtifactStore artifacts)
{
    // A cursor names the run at which a page ended, with its value; a value too long for an address is looked up again.
    private const string Valued = "value";
    private const string Referred = "run";
    private const int MostInCursor = 300;

    /// <summary>The most points of a series that a reader gets.</summary>
    public const int MaxPoints = 2000;

    /// <summary>The most runs that can be compared at once.</summary>
    public const int MaxCompared = 200;

    /// <summary>One page of runs.</summary>
    /// <param name="filter">Which, and in which order.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">The order is unknown.</exception>
    /// <exception cref="NotFoundException">The experiment does not exist.</exception>
    public async Task<Page<RunRow>> PageAsync(RunFilter filter, PageQuery page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(page);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<Run> runs = await RunSelection.FilterAsync(context, filter, cancellationToken);
        RunOrder order = RunOrder.Of(context, filter.Sort);
        string listing = $"runs by {filter.Sort} {(filter.Descending ? "desc" : "asc")}";
        if (page.After?.Of(listing, 3) is { } after)
        {
            string? value = after.Text(0) == Valued ? after.TextOrNull(1) : await ValueAsync(context, order, after.Text(2), cancellationToken);
            runs = order.After(runs, value, after.Text(2), filter.Descending);
        }

        List<Run> found = await order.Sort(runs, filter.Descending)
            .Skip(page.Offset).Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        IReadOnlyList<RunRow> rows = await ToRowsAsync(context, found, cancellationToken);
        return page.ToPage(rows, row => order.ValueOf(row) is { Length: > MostInCursor }
            ? new PageKey(listing, Referred, null, row.Run.RunId)
            : new PageKey(listing, Valued, order.ValueOf(row), row.Run.RunId));
    }

    /// <summary>How many runs a filter lets through.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<int> CountAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<Run> runs = await RunSelection.FilterAsync(context, filter, cancellationToken);
        return await runs.CountAsync(cancellationToken);
    }

    /// <summary>One run with everything but its metric history. Also finds runs in the trash: they say so.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public async Task<RunDetails> GetAsync(string runId, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        Run run = await context.Set<Run>().AsNoTracking().SingleOrDefaultAsync(r => r.RunId == runId, cancellationToken)
            ?? throw NoRun(runId);
        return new RunDetails(
            run,
            await context.Set<RunParameter>().Where(p => p.RunId == runId).OrderBy(p => p.Key)
                .ToDictionaryAsync(p => p.Key, p => p.Value, StringComparer.Ordinal, cancellationToken),
            await context.Set<RunTag>().Where(t => t.RunId == runId).OrderBy(t => t.Key)
                .ToDictionaryAsync(t => t.Key, t => t.Value, StringComparer.Ordinal, cancellationToken),
            (await context.Set<RunMetric>().AsNoTracking().Where(m => m.RunId == runId).OrderBy(m => m.Key).ToListAsync(cancellationToken))
                .ToDictionary(m => m.Key, m => new MetricPoint(m.Key, m.Value ?? double.NaN, m.Step, m.At), StringComparer.Ordinal),
            await context.Set<RunArtifact>().AsNoTracking().Where(a => a.RunId == runId).OrderBy(a => a.Path).ToListAsync(cancellationToken),
            await context.Set<Run>().CountAsync(r => r.ParentRunId == runId && r.DeletedAt == null, cancellationToken));
    }

    /// <summary>Runs side by side, in the order of the ids.</summary>
    /// <param name="runIds">Two or more runs, at most <see cref="MaxCompared"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">One of the runs does not exist.</exception>
    public async Task<RunComparison> CompareAsync(IReadOnlyList<string> runIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runIds);
        string[] ids = [.. runIds.Distinct(StringComparer.Ordinal)];
        if (ids.Length is < 2 or > MaxCompared)
        {
            throw InvalidException.Of("ids", $"must name 2 to {MaxCompared} different runs, not {ids.Length}.");
        }

        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        Dictionary<string, Run> found = await context.Set<Run>().AsNoTracking()
            .Where(r => ids.Contains(r.RunId))
            .ToDictionaryAsync(r => r.RunId, StringComparer.Ordinal, cancellationToken);
        Run[] runs = [.. ids.Select(id => found.GetValueOrDefault(id) ?? throw NoRun(id))];
        IReadOnlyList<RunRow> rows = await ToRowsAsync(context, runs, cancellationToken);
        return new RunComparison(
            runs,
            ComparedText.Of([.. rows.Select(r => r.Parameters)]),
            ComparedNumber.Of([.. rows.Select(r => r.Metrics)]));
    }

    /// <summary>Opens one of a run's files.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="path">The file's path inside the run.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the file is, and its content, which the caller disposes.</returns>
    /// <exception cref="NotFoundException">There is no such run or file.</exception>
    /// <exception cref="ConflictException">The stored file is missing or damaged.</exception>
    public async Task<(RunArtifact Artifact, Stream Content)> OpenArtifactAsync(
        string runId, string path, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        RunArtifact artifact = await context.Set<RunArtifact>().AsNoTracking()
            .SingleOrDefaultAsync(a => a.RunId == runId && a.Path == path, cancellationToken)
            ?? throw new NotFoundException($"Run {runId} has no file {path}.");
        return (artifact, await artifacts.OpenOftenAsync(RunArtifact.FileOf(runId, path, artifact.Sha256), cancellationToken));
    }

    private static async Task<string?> ValueAsync(MlOpsDbContext context, RunOrder order, string runId, CancellationToken cancellationToken)
    {
        List<Run> run = await context.Set<Run>().AsNoTracking().Where(r => r.RunId == runId).ToListAsync(cancellationToken);
        return run.Count > 0
            ? order.ValueOf((await ToRowsAsync(context, run, cancellationToken))[0])
            : throw new InvalidException("cursor", "The run at which the page before ended was removed for good: begin the listing anew.");
    }

    private static NotFoundException NoRun(string runId) => new($"There is no run {runId}.");

    private static async Task<IReadOnlyList<RunRow>> ToRowsAsync(
        MlOpsDbContext context, IReadOnlyList<Run> runs, CancellationToken cancellationToken)
    {
        string[] ids = [.. runs.Select(r => r.RunId)];
        ILookup<string, RunParameter> parameters =
            (await context.Set<RunParameter>().AsNoTracking().Where(p => ids.Contains(p.RunId)).OrderBy(p => p.Key).ToListAsync(cancellationToken))
            .ToLookup(p => p.RunId, StringComparer.Ordinal);
        ILookup<string, RunMetric> metrics =
            (await context.Set<RunMetric>().AsNoTracking().Where(m => ids.Contains(m.RunId)).OrderBy(m => m.Key).ToListAsync(cancellationToken))
            .ToLookup(m => m.RunId, StringComparer.Ordinal);
        Dictionary<string, string> outcomes = await context.Set<RunTag>().AsNoTracking()
            .Where(t => ids.Contains(t.RunId) && t.Key == RunRow.OutcomeTag).ToDictionaryAsync(t => t.RunId, t => t.Value, StringComparer.Ordinal, cancellationToken);
        return
        [
            .. runs.Select(run => new RunRow(
                run,
                parameters[run.RunId].ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal),
                metrics[run.RunId].ToDictionary(m => m.Key, m => m.Value ?? double.NaN, StringComparer.Ordinal))
            {
                Outcome = outcomes.GetValueOrDefault(run.RunId),
            }),
        ];
    }
}
