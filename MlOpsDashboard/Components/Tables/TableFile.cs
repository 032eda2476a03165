using System.Text;

namespace MlOpsDashboard.Components.Tables;

/// <summary>A list as a CSV file (RFC 4180), numbers with all their digits.</summary>
public static class TableFile
{
    /// <summary>Writes the file.</summary>
    /// <typeparam name="T">What a row is about.</typeparam>
    /// <param name="columns">The columns, from left to right.</param>
    /// <param name="rows">The rows.</param>
    public static string Of<T>(IReadOnlyList<TableColumn<T>> columns, IReadOnlyList<T> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder();
        Append(text, columns.Select(column => column.Title));
        foreach (T row in rows)
        {
            Append(text, columns.Select(column => column.Exact(row)));
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    // A cell that a spreadsheet would take for a formula is marked as text.
    private static string Quoted(string cell)
    {
        string safe = cell is ['=' or '+' or '@', ..] ? "'" + cell : cell;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
