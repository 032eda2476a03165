using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>Reads some cells of a column of a stored table as they are written.</summary>
internal static class CellReader
{
    /// <summary>The cells, without the blanks around them; reads no further than the last of them.</summary>
    /// <param name="content">The file at its first byte; disposed.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="column">The place of the column.</param>
    /// <param name="rows">Row numbers, in any order.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>A text a row number, in their order.</returns>
    internal static string[] Read(Stream content, CsvFormat format, int column, IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        using CsvReader reader = format.OpenRows(content);
        if (format.HasHeader)
        {
            reader.Read();
        }

        string[] cells = new string[rows.Count];
        Array.Fill(cells, "");
        int row = -1;
        foreach (int place in Enumerable.Range(0, rows.Count).OrderBy(place => rows[place]))
        {
            while (row < rows[place] && reader.Read())
            {
                if ((++row & 0xFFFF) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }

            cells[place] = row == rows[place] ? CellTrim.Of(reader.Text(column)) : "";
        }

        return cells;
    }
}
