using System.Linq.Expressions;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>Runs by a value that the database can compare. Runs without one come last in both directions; left to themselves the databases disagree on that.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
/// <param name="mayLack">Whether a run may be without it.</param>
/// <param name="value">The value.</param>
/// <param name="write">The value of a run as text; null for none.</param>
/// <param name="read">The value of a text.</param>
internal sealed class RunValueOrder<T>(bool mayLack, Expression<Func<Run, T>> value, Func<RunRow, string?> write, Func<string, T> read) : RunOrder
{
    /// <inheritdoc/>
    public override IOrderedQueryable<Run> Sort(IQueryable<Run> runs, bool descending)
    {
        IOrderedQueryable<Run> ordered = mayLack
            ? descending ? LackingLast(runs).ThenByDescending(value) : LackingLast(runs).ThenBy(value)
            : descending ? runs.OrderByDescending(value) : runs.OrderBy(value);
        return descending ? ordered.ThenByDescending(r => r.RunId) : ordered.ThenBy(r => r.RunId);
    }

    /// <inheritdoc/>
    public override IQueryable<Run> After(IQueryable<Run> runs, string? last, string runId, bool descending)
    {
        T? known = last is not null ? read(last) : mayLack ? default : throw PageKey.Foreign();
        return mayLack
            ? runs.AfterNullable(value, known!, r => r.RunId, runId, descending)
            : runs.After(value, known!, r => r.RunId, runId, descending);
    }

    /// <inheritdoc/>
    public override string? ValueOf(RunRow row) => write(row);

    private IOrderedQueryable<Run> LackingLast(IQueryable<Run> runs) => runs.OrderBy(
        Expression.Lambda<Func<Run, bool>>(Expression.Equal(value.Body, Expression.Constant(null, typeof(T))), value.Parameters));
}
