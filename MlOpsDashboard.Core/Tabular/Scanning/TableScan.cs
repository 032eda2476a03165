namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>One pass over a file: checks that it is a well-formed table, infers the columns' types and gathers what a profile needs.</summary>
internal sealed class TableScan
{
    private const int RowHashes = 1 << 20;

    private readonly DistinctSketch _rows = new(RowHashes);

    private TableScan(IReadOnlyList<ColumnScan> columns, IReadOnlyList<string> warnings)
    {
        Columns = columns;
        Warnings = warnings;
    }

    /// <summary>What each column's fields told.</summary>
    internal IReadOnlyList<ColumnScan> Columns { get; }

    /// <summary>The columns' types, in file order.</summary>
    internal IReadOnlyList<ColumnSchema> Schema { get; private set; } = [];

    /// <summary>The number of rows.</summary>
    internal long Rows { get; private set; }

    /// <summary>Whether the header comes again among the rows, which were then left out.</summary>
    internal bool HasRepeatedHeaders { get; private set; }

    /// <summary>Rows that are the same as an earlier one.</summary>
    internal long DuplicateRows => Math.Max(0, Rows - _rows.Count);

    /// <summary>Whether <see cref="DuplicateRows"/> is an estimate.</summary>
    internal bool DuplicateRowsIsEstimate => _rows.IsEstimate;

    /// <summary>What the file's maker should know, in sentences.</summary>
    internal IReadOnlyList<string> Warnings { get; private set; }

    /// <summary>Reads a file through.</summary>
    /// <param name="content">The file at its first byte; disposed.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="limits">Null means <see cref="CsvLimits.Default"/>.</param>
    /// <param name="said">What is known of the columns; null when nothing is.</param>
    /// <param name="cancellationToken">Ends the pass early.</param>
    /// <exception cref="CsvException">The file is not a well-formed table.</exception>
    /// <exception cref="InvalidException">A column is not what somebody says it is, or there is none of that name.</exception>
    internal static TableScan Run(
        Stream content, CsvFormat format, CsvLimits? limits = null, TableOverrides? said = null, CancellationToken cancellationToken = default)
    {
        using CsvReader reader = format.OpenRows(content, limits);
        if (format.HasHeader)
        {
            reader.SkipRepeatedHeaders();
        }

        if (!reader.Read())
        {
            throw new CsvException(null, "The file is empty.");
        }

        (string[] names, List<string> warnings) = ColumnNames.Read(reader, format.HasHeader);
        var budget = ScanBudget.For(names.Length);
        said ??= TableOverrides.None;
        CheckNames(said, names);
        var scan = new TableScan(
            [.. names.Select(name => new ColumnScan(name, budget, said.Columns.GetValueOrDefault(name), said.Earlier.GetValueOrDefault(name)))], warnings);
        bool more = !format.HasHeader || reader.Read();
        if (!more)
        {
            throw new CsvException(null, "The file has a header but no rows.");
        }

        for (; more; more = reader.Read())
        {
            scan.Add(reader);
            if ((scan.Rows & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        scan.Finish(reader, format);
        return scan;
    }

    private static void CheckNames(TableOverrides said, string[] names)
    {
        string? unknown = said.Columns.Keys.FirstOrDefault(name => !names.Contains(name, StringComparer.Ordinal));
        if (unknown is not null)
        {
            string shown = string.Join(", ", names.Take(20)) + (names.Length > 20 ? ", …" : "");
            throw new InvalidException($"columns.{unknown}", $"The file has no column '{unknown}'. It has: {shown}.");
        }
    }

    private void Add(CsvReader reader)
    {
        if (reader.FieldCount != Columns.Count)
        {
            throw new CsvException(reader.Line, FormattableString.Invariant(
                $"the row has {reader.FieldCount:N0} {(reader.FieldCount == 1 ? "field" : "fields")}, but the file has {Columns.Count:N0} {(Columns.Count == 1 ? "column" : "columns")}."));
        }

        ulong row = 0;
        for (int i = 0; i < Columns.Count; i++)
        {
            row = ByteHash.Append(row, Columns[i].Add(reader.Field(i), reader.Line));
        }

        _rows.Add(row);
        Rows++;
    }

    private void Finish(CsvReader reader, CsvFormat format)
    {
        Schema = [.. Columns.Select(column => column.Finish(format.Separator))];
        var warnings = new List<string>(Warnings);
        long blankLines = reader.BlankLines;
        HasRepeatedHeaders = reader.RepeatedHeaders.Count > 0;
        if (HasRepeatedHeaders)
        {
            string lines = string.Join(", ", reader.RepeatedHeaders);
            warnings.Add($"The header comes again on line {lines}, as where files were put together: these rows were left out.");
        }

        if (blankLines > 0)
        {
            warnings.Add(FormattableString.Invariant($"{blankLines:N0} blank lines were skipped."));
        }

        for (int i = 0; i < Columns.Count; i++)
        {
            warnings.AddRange(Columns[i].Warnings);
        }

        Warnings = warnings;
    }
}
