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

        return string.IsNullOrWhiteSpace(filter.Text) ? runs : WithText(context, runs, filter.Text);
    }

    public static IOrderedQueryable<Run> Order(MlOpsDbContext context, IQueryable<Run> runs, RunFilter filter)
    {
        bool descending = filter.Descending;
        IOrderedQueryable<Run> ordered = filter.Sort switch
        {
            "started_at" => descending ? runs.OrderByDescending(r => r.StartedAt) : runs.OrderBy(r => r.StartedAt),
            "ended_at" => Nullable(runs, r => r.EndedAt, descending),
            "duration" => Nullable(runs, r => (long?)((long)(object)r.EndedAt! - (long)(object)r.StartedAt), descending),
            "name" => descending ? runs.OrderByDescending(r => r.Name) : runs.OrderBy(r => r.Name),
            "status" => descending ? runs.OrderByDescending(r => r.Status) : runs.OrderBy(r => r.Status),
            "created_by" => descending ? runs.OrderByDescending(r => r.CreatedBy) : runs.OrderBy(r => r.CreatedBy),
            "score" => Nullable(runs, r => r.Score, descending),
            var s when s.StartsWith("metrics.", StringComparison.Ordinal) => ByMetric(context, runs, s["metrics.".Length..], descending),
            var s when s.StartsWith("params.", StringComparison.Ordinal) => ByParameter(context, runs, s["params.".Length..], descending),
            _ => throw new InvalidException("sort", $"sort cannot be '{filter.Sort}': use started_at, ended_at, duration, name, status, created_by, score, metrics.KEY or params.KEY."),
        };

        // The id makes the order total, so that no run shows on two pages or on none.
        return descending ? ordered.ThenByDescending(r => r.RunId) : ordered.ThenBy(r => r.RunId);
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

    private static IOrderedQueryable<Run> ByMetric(MlOpsDbContext context, IQueryable<Run> runs, string key, bool descending) =>
        Nullable(runs, r => context.Set<RunMetric>().Where(m => m.RunId == r.RunId && m.Key == key).Select(m => m.Value).FirstOrDefault(), descending);

    private static IOrderedQueryable<Run> ByParameter(MlOpsDbContext context, IQueryable<Run> runs, string key, bool descending) =>
        Nullable(runs, r => context.Set<RunParameter>().Where(p => p.RunId == r.RunId && p.Key == key).Select(p => p.Value).FirstOrDefault(), descending);

    // Without a value last in both directions; left to themselves the databases disagree on where nulls go.
    private static IOrderedQueryable<Run> Nullable<T>(
        IQueryable<Run> runs, System.Linq.Expressions.Expression<Func<Run, T>> value, bool descending)
    {
        var isNull = System.Linq.Expressions.Expression.Lambda<Func<Run, bool>>(
            System.Linq.Expressions.Expression.Equal(value.Body, System.Linq.Expressions.Expression.Constant(null, typeof(T))), value.Parameters);
        IOrderedQueryable<Run> nullsLast = runs.OrderBy(isNull);
        return descending ? nullsLast.ThenByDescending(value) : nullsLast.ThenBy(value);
    }
}
