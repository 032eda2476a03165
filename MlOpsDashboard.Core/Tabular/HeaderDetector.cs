using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>Guesses whether the first row of a table holds names: names differ in kind from what stands below them.</summary>
internal static class HeaderDetector
{
    /// <summary>Whether the first of the rows is a header.</summary>
    /// <param name="rows">The first rows of a file; nothing is asked of their lengths.</param>
    internal static bool HasHeader(IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return true;
        }

        string[] first = rows[0];
        if (rows.Count == 1)
        {
            return !first.Any(IsValue);
        }

        int names = 0;
        int values = 0;
        for (int column = 0; column < first.Length; column++)
        {
            int vote = Vote(rows, column);
            names += vote > 0 ? 1 : 0;
            values += vote < 0 ? 1 : 0;
        }

        return names >= values || values < (first.Length + 1) / 2;
    }

    // +1: a name; −1: a value like those below; 0: cannot be told.
    private static int Vote(IReadOnlyList<string[]> rows, int column)
    {
        string cell = rows[0][column].Trim();
        if (cell.Length == 0)
        {
            return 0;
        }

        string[] below = [.. rows.Skip(1).Where(row => row.Length > column).Select(row => row[column].Trim())
            .Where(text => !MissingMarkers.IsMissing(Encoding.UTF8.GetBytes(text)))];
        bool valuesBelow = below.Length > 0 && below.All(IsValue);
        if (IsValue(cell) || MissingMarkers.IsMissing(Encoding.UTF8.GetBytes(cell)))
        {
            return valuesBelow ? -1 : 0;
        }

        return valuesBelow ? 1 : below.Contains(cell, StringComparer.Ordinal) ? -1 : 0;
    }

    private static bool IsValue(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return NumberText.TryParse(bytes, out _) || DateText.TryParse(bytes, DateOrder.DayFirst, out _) || DateText.TryParse(bytes, DateOrder.MonthFirst, out _);
    }
}
