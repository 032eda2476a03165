namespace MlOpsDashboard.Core.Tabular;

/// <summary>Reads a file whose columns are known into a <see cref="DataTable"/>.</summary>
public static class TableReader
{
    /// <summary>Reads rows and columns.</summary>
    /// <param name="content">The file at its first byte; disposed.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="schema">All of its columns, in file order.</param>
    /// <param name="rows">Rows of the file.</param>
    /// <param name="columns">Names of the columns wanted, kept in file order; null means all.</param>
    /// <param name="every">Takes the first row and then each row so many further on; 1 takes all.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="CsvException">The file is not what the schema says.</exception>
    /// <exception cref="ArgumentException">A wanted column does not exist.</exception>
    public static DataTable Read(
        Stream content,
        CsvFormat format,
        IReadOnlyList<ColumnSchema> schema,
        long rows,
        IReadOnlyCollection<string>? columns = null,
        int every = 1,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        int taken = checked((int)((rows + every - 1) / every));
        (int Index, MissingSet Missing, IColumnBuilder Builder)[] wanted =
            [.. Wanted(schema, columns).Select(index => (index, schema[index].KnownReading.Missing, Make(schema[index], taken)))];
        using CsvReader reader = format.OpenRows(content);
        if (format.HasHeader)
        {
            reader.Read();
        }

        long row = 0;
        for (; reader.Read(); row++)
        {
            if (reader.FieldCount != schema.Count || row >= rows)
            {
                throw new CsvException(reader.Line, "the file is not the one whose columns are known.");
            }

            if (row % every == 0)
            {
                AddRow(reader, wanted, (int)(row / every));
                if ((row & 0xFFF) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }

        if (row != rows)
        {
            throw new CsvException(null, FormattableString.Invariant($"The file has {row:N0} rows in place of {rows:N0}."));
        }

        return new DataTable([.. wanted.Select(column => column.Builder.Build())]);
    }

    private static void AddRow(CsvReader reader, (int Index, MissingSet Missing, IColumnBuilder Builder)[] wanted, int row)
    {
        foreach ((int index, MissingSet missing, IColumnBuilder builder) in wanted)
        {
            ReadOnlySpan<byte> text = CellTrim.Of(reader.Field(index));
            if (missing.Contains(text))
            {
                builder.SetMissing(row);
            }
            else
            {
                builder.Set(row, text);
            }
        }
    }

    private static IEnumerable<int> Wanted(IReadOnlyList<ColumnSchema> schema, IReadOnlyCollection<string>? columns)
    {
        if (columns is null)
        {
            return Enumerable.Range(0, schema.Count);
        }

        var names = columns.ToHashSet(StringComparer.Ordinal);
        int[] found = [.. Enumerable.Range(0, schema.Count).Where(index => names.Remove(schema[index].Name))];
        return names.Count == 0 ? found : throw new ArgumentException($"There is no column '{names.First()}'.", nameof(columns));
    }

    private static IColumnBuilder Make(ColumnSchema column, int rows) => column.Type switch
    {
        ColumnType.Numeric => new NumericBuilder(column.Name, rows, column.Reading),
        ColumnType.DateTime => new DateTimeBuilder(column.Name, column.KnownReading, rows),
        _ => new CodedBuilder(column.Name, column.Type, column.Reading, rows),
    };
}
