using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>What is known of a table before its rows are read.</summary>
/// <param name="Format">How it is written.</param>
/// <param name="Header">The columns' names.</param>
/// <param name="Readings">For each column how a stored table reads it; null when each feature's own reading counts.</param>
/// <param name="Rows">The number of rows; null when nobody counted them.</param>
internal sealed record BatchInput(CsvFormat Format, string[] Header, IReadOnlyList<ColumnReading>? Readings = null, long? Rows = null)
{
    /// <summary>Looks at a file; its first row holds the names.</summary>
    /// <param name="content">The file; can seek, and stays open.</param>
    /// <param name="format">How it is written; null asks to find out.</param>
    /// <exception cref="InvalidException">It is no table.</exception>
    public static BatchInput Of(Stream content, CsvFormat? format)
    {
        try
        {
            content.Position = 0;
            format ??= CsvFormatDetector.Detect(content, hasHeader: true);
            content.Position = 0;
            using CsvReader reader = format.OpenRows(new UnclosedStream(content));
            return reader.Read()
                ? new BatchInput(format, reader.Names())
                : throw new InvalidException("file", "The file is empty: it needs a header and rows.");
        }
        catch (CsvException exception)
        {
            throw new InvalidException("file", exception.Message);
        }
    }

    /// <summary>What the data sets know of a version.</summary>
    /// <param name="version">The version.</param>
    public static BatchInput Of(DatasetVersion version) => new(
        version.Format,
        [.. version.Columns.Select(column => column.Name)],
        [.. version.Columns.Select(column => column.KnownReading)],
        version.Rows);

    /// <summary>The table's columns as a model takes them.</summary>
    /// <param name="model">The version that answers.</param>
    /// <exception cref="InvalidException">A column is missing or comes twice; each is named.</exception>
    public CsvColumns For(ServedModel model)
    {
        CsvColumns columns = CsvColumns.Of(model, Format, Header) with { Readings = Readings };
        var errors = new FieldErrors();
        columns.Check(model, errors);
        return errors.IsEmpty ? columns : throw errors.ToException();
    }
}
