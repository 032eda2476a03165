using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>What changed between two versions of a table. Values are compared in the columns that both have.</summary>
/// <param name="From">The number of the version before.</param>
/// <param name="To">The number of the version after.</param>
/// <param name="Key">The columns that name a row; none when rows are compared as a multiset.</param>
/// <param name="RowsFrom">Rows before.</param>
/// <param name="RowsTo">Rows after.</param>
/// <param name="Added">Rows that only the version after has.</param>
/// <param name="Removed">Rows that only the version before has.</param>
/// <param name="Changed">Rows of the same key and other values; always 0 without a key.</param>
/// <param name="Unchanged">Rows that both have.</param>
/// <param name="Columns">The columns that both have, in the order of the version before.</param>
/// <param name="ChangedColumns">How many of the changed rows differ in a column, those that do only.</param>
/// <param name="ChangedRowsExamined">On how many of the changed rows <paramref name="ChangedColumns"/> rests.</param>
/// <param name="Examples">Some rows of each kind.</param>
/// <param name="Schema">What changed in the columns themselves.</param>
/// <param name="Shifts">How each column's values shifted, the largest shift first.</param>
public sealed record DatasetDiff(
    int From,
    int To,
    IReadOnlyList<string> Key,
    long RowsFrom,
    long RowsTo,
    long Added,
    long Removed,
    long Changed,
    long Unchanged,
    IReadOnlyList<string> Columns,
    IReadOnlyList<ValueCount> ChangedColumns,
    long ChangedRowsExamined,
    IReadOnlyList<DiffRow> Examples,
    SchemaComparison Schema,
    IReadOnlyList<ColumnShift> Shifts)
{
    /// <summary>Compares two versions. Memory is bounded: rows are held as hashes, some millions at a time.</summary>
    /// <param name="before">The version before.</param>
    /// <param name="after">The version after.</param>
    /// <param name="key">The columns that name a row, or none.</param>
    /// <param name="shifts">The columns' shifts.</param>
    /// <param name="cancellationToken">Ends the comparison early.</param>
    internal static DatasetDiff Of(
        DiffSide before, DiffSide after, IReadOnlyList<string> key, IReadOnlyList<ColumnShift> shifts, CancellationToken cancellationToken)
    {
        var columns = SharedColumns.Of(before, after, key);
        var rows = new RowDiff();
        if (key.Count == 0)
        {
            MultisetDiff.Run(before, after, columns, rows, cancellationToken);
        }
        else
        {
            KeyedDiff.Run(before, after, columns, rows, cancellationToken);
        }

        return new DatasetDiff(
            before.Version, after.Version, key, before.Rows, after.Rows, rows.Added, rows.Removed, rows.Changed, rows.Unchanged, columns.Names,
            [.. columns.Names.Zip(rows.ChangedBy(columns.Names.Count), (name, count) => new ValueCount(name, count)).Where(column => column.Count > 0)
                .OrderByDescending(column => column.Count)],
            rows.Examined, rows.Examples, SchemaComparison.Of(before.Columns, after.Columns), shifts);
    }
}
