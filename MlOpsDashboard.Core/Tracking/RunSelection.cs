using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>Turns a <see cref="RunFilter"/> into a query.</summary>
internal static class RunSelection
{
    public static async Task<IQueryable<Run>> FilterAsync(MlOpsDbContext context, RunFilter filter, CancellationToken cancellationToken)
    {
        IQueryable<Run> runs = context.Set<Run>().AsNoTracking().Where(r => r.DeletedAt == null);
        if (filter.Experiment is { } name)
        {
            // By the id, because the indices begin with it.
            string id = await context.Set<Experiment>().Where(e => e.Name == name).Select(e => e.ExperimentId)
                .SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException($"There is no experiment {name}.");
            runs = runs.Where(r => r.ExperimentId == id);
        }

        if (filter.Statuses.Count > 0)
        {
            runs = runs.Where(r => filter.Statuses.Contains(r.Status));
        }

        if (filter.ParentRunId is { } parent)
        {
            runs = runs.Where(r => r.ParentRunId == parent);
        }

        if (filter.JobId is { } job)
        {
            runs = runs.Where(r => r.JobId == job);
        }

        runs = filter.Group is { } group ? InGroup(context, runs, group.By, group.Key) : runs;
        return string.IsNullOrWhiteSpace(filter.Text) ? runs : WithText(context, runs, filter.Text);
    }

    private static IQueryable<Run> InGroup(MlOpsDbContext context, IQueryable<Run> runs, RunGrouping by, string? key)
    {
        IQueryable<RunParameter> learners = context.Set<RunParameter>().Where(p => p.Key == RunParameters.Learner);
        return (by, key) switch
        {
            (RunGrouping.Job, _) => runs.Where(r => r.JobId == key),
            (_, null) => runs.Where(r => !learners.Any(p => p.RunId == r.RunId)),
            _ => runs.Where(r => learners.Any(p => p.RunId == r.RunId && p.Value == key)),
        };
    }

    private static IQueryable<Run> WithText(MlOpsDbContext context, IQueryable<Run> runs, string text)
    {
        // A NUL cannot be stored, so nothing has it, and PostgreSQL refuses it as a parameter.
        string wanted = text.Replace("\0", "\uFFFF", StringComparison.Ordinal).Trim().ToLowerInvariant();
#pragma warning disable CA1862, CA1304, CA1311 // Translated to lower() in SQL, which both databases have.
        return runs.Where(r => r.Name.ToLower().Contains(wanted)
            || r.RunId.Contains(wanted)
            || r.CreatedBy.ToLower().Contains(wanted)
            || context.Set<RunParameter>().Any(p => p.RunId == r.RunId && p.Value.ToLower().Contains(wanted))
            || context.Set<RunTag>().Any(t => t.RunId == r.RunId && t.Value.ToLower().Contains(wanted)));
#pragma warning restore CA1862, CA1304, CA1311
    }
}
