namespace MlOpsDashboard.Core.Tabular;

/// <summary>An immutable table of equally long, uniquely named columns.</summary>
public sealed class DataTable
{
    private readonly Dictionary<string, Column> _byName = new(StringComparer.Ordinal);

    /// <summary>Makes a table.</summary>
    /// <param name="columns">Columns of one length and with distinct names.</param>
    /// <exception cref="ArgumentException">The lengths differ or a name comes twice.</exception>
    public DataTable(IReadOnlyList<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = columns;
        RowCount = columns.Count == 0 ? 0 : columns[0].Length;
        foreach (Column column in columns)
        {
            if (column.Length != RowCount)
            {
                throw new ArgumentException($"Column '{column.Name}' has {column.Length} rows, the others {RowCount}.", nameof(columns));
            }

            if (!_byName.TryAdd(column.Name, column))
            {
                throw new ArgumentException($"Column '{column.Name}' comes twice.", nameof(columns));
            }
        }
    }

    /// <summary>The columns, in file order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The column of a name, or null.</summary>
    /// <param name="name">Compared ordinally.</param>
    public Column? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A table with the given rows, in the given order; a row may come more than once.</summary>
    /// <param name="rows">Row numbers of this table.</param>
    public DataTable Take(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new DataTable([.. Columns.Select(column => column.Take(rows))]);
    }

    /// <summary>A table with the named columns only, in the given order.</summary>
    /// <param name="names">Names of columns of this table.</param>
    /// <exception cref="ArgumentException">A name is not a column.</exception>
    public DataTable Select(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new DataTable([.. names.Select(name =>
            Find(name) ?? throw new ArgumentException($"There is no column '{name}'.", nameof(names)))]);
    }
}
