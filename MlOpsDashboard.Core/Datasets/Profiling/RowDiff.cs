namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>Counts and examples of a comparison in the making.</summary>
internal sealed class RowDiff
{
    /// <summary>Examples shown of rows added, and of rows removed.</summary>
    internal const int MostExamples = 20;

    /// <summary>Changed rows whose values are looked at one by one.</summary>
    internal const int MostExamined = 2_000;

    /// <summary>Rows of which hashes are held at a time, about 200 MB.</summary>
    internal const long RowsAtATime = 4_000_000;

    private readonly List<DiffRow> _examples = [];
    private long[] _changedBy = [];

    internal long Added { get; set; }

    internal long Removed { get; set; }

    internal long Changed { get; set; }

    internal long Unchanged { get; set; }

    internal long Examined { get; private set; }

    /// <summary>Changed rows first, then those added, then those removed.</summary>
    internal IReadOnlyList<DiffRow> Examples => [.. _examples.OrderByDescending(row => row.Kind == DiffKind.Changed).ThenBy(row => row.Kind)];

    /// <summary>How many of the examined rows differ in each column.</summary>
    /// <param name="columns">The number of columns.</param>
    internal long[] ChangedBy(int columns) => _changedBy.Length == 0 ? new long[columns] : _changedBy;

    /// <summary>Whether more examples of a kind are wanted.</summary>
    internal bool Wants(DiffKind kind) => _examples.Count(row => row.Kind == kind) < MostExamples;

    /// <summary>Takes an example.</summary>
    internal void Add(DiffRow row) => _examples.Add(row);

    /// <summary>Looks at a changed row.</summary>
    internal void Examine(string[] before, string[] after)
    {
        Examined++;
        if (_changedBy.Length == 0)
        {
            _changedBy = new long[before.Length];
        }

        for (int i = 0; i < before.Length; i++)
        {
            _changedBy[i] += string.Equals(before[i], after[i], StringComparison.Ordinal) ? 0 : 1;
        }

        if (Wants(DiffKind.Changed))
        {
            Add(new DiffRow(DiffKind.Changed, before, after));
        }
    }

    /// <summary>Into how many parts the rows of two tables are divided by their hashes.</summary>
    internal static ulong Parts(DiffSide before, DiffSide after) => (ulong)(1 + (Math.Max(before.Rows, after.Rows) / RowsAtATime));
}
