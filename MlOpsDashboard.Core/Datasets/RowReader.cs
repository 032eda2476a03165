using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>Reads some rows of a stored table as they are written.</summary>
internal static class RowReader
{
    /// <summary>Rows in file order.</summary>
    /// <param name="content">The file at its first byte; disposed.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="offset">Rows to skip.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    internal static IReadOnlyList<string[]> Read(Stream content, CsvFormat format, long offset, int limit, CancellationToken cancellationToken)
    {
        using CsvReader reader = format.OpenRows(content);
        if (format.HasHeader)
        {
            reader.Read();
        }

        var rows = new List<string[]>();
        for (long row = 0; rows.Count < limit && reader.Read(); row++)
        {
            if (row >= offset)
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.Text)]);
            }

            if ((row & 0xFFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return rows;
    }
}
