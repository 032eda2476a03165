using System.Globalization;
using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>Guesses whether the first row of a table holds names: names differ in kind from what stands below them.</summary>
internal static class HeaderDetector
{
    private const string HowToChange = "If that is wrong, set header to";

    /// <summary>Whether the first of the rows is a header.</summary>
    /// <param name="rows">The first rows of a file; nothing is asked of their lengths.</param>
    /// <param name="knownColumn">The name of a column, where one is known.</param>
    /// <returns>The guess, and what is doubtful about it in a sentence; null when nothing is.</returns>
    internal static (bool HasHeader, string? Doubt) Find(IReadOnlyList<string[]> rows, string? knownColumn)
    {
        if (rows.Count == 0)
        {
            return (true, null);
        }

        string[] first = [.. rows[0].Select(ColumnNames.Clean)];
        if (knownColumn is not null && first.Contains(knownColumn, StringComparer.Ordinal))
        {
            return (true, null);
        }

        string shown = Shown(first);
        if (rows.Count == 1)
        {
            return (!first.Any(IsValue), null);
        }

        // Where files were put together, the header comes again.
        rows = [rows[0], .. rows.Skip(1).Where(row => !row.SequenceEqual(rows[0], StringComparer.Ordinal))];
        int[] votes = [.. first.Select((_, column) => Vote(rows, first, column))];
        int names = votes.Count(vote => vote > 0);
        int values = votes.Count(vote => vote < 0);
        bool unique = first.Distinct(StringComparer.Ordinal).Count() == first.Length;
        if (values == 0)
        {
            return (true, null);
        }

        if (unique && IsNumbered(rows, first))
        {
            return (true, $"The first row ({shown}) was taken for the columns' names, though they are numbers. {HowToChange} absent.");
        }

        bool header = names >= values || values < (first.Length + 1) / 2 || (unique && !first.Any(IsValue) && values < first.Length);
        return header
            ? (true, names > values ? null : $"The first row ({shown}) was taken for the columns' names, though a value below repeats one of them. {HowToChange} absent.")
            : (false, null);
    }

    /// <summary>What to say where a file was read without a header.</summary>
    internal static string NoHeader => $"The first row was taken for values, since it looks like those below it: the columns are called column_1, column_2 and so on. {HowToChange} present.";

    // As pandas writes names of its own (0, 1, 2 and so on), or one column a year: whole numbers that count up by one, over values that do not.
    private static bool IsNumbered(IReadOnlyList<string[]> rows, string[] first)
    {
        int[] places = [.. Enumerable.Range(0, first.Length).Where(column => IsWhole(first[column]))];
        if (places.Length < 2 || first.Any(cell => IsValue(cell) && !IsWhole(cell)))
        {
            return false;
        }

        long[] numbers = Array.ConvertAll(places, column => long.Parse(first[column], CultureInfo.InvariantCulture));
        bool counts = Enumerable.Range(1, numbers.Length - 1).All(i => numbers[i] == numbers[i - 1] + 1);
        bool pandas = numbers[0] == 0 && (places.Length >= 3 || places.Length < first.Length);
        bool years = numbers[0] is >= 1900 and <= 2100 && (places.Length < first.Length || places.Length >= 3);

        // Beside a name a row of values may count up by chance; where all are numbers, such a row says that the first one may be values too.
        int most = places.Length < first.Length ? rows.Count / 2 : 0;
        return counts && (pandas || years) && rows.Skip(1).Count(row => row.Length == first.Length && CountsUp(row, places)) <= most;
    }

    private static bool CountsUp(string[] row, int[] places)
    {
        for (int i = 0; i < places.Length; i++)
        {
            if (!long.TryParse(row[places[i]], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                || (i > 0 && number != long.Parse(row[places[i - 1]], CultureInfo.InvariantCulture) + 1))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWhole(string text) => text.Length is > 0 and <= 6 && text.All(char.IsAsciiDigit);

    // +1: a name; −1: a value like those below; 0: cannot be told.
    private static int Vote(IReadOnlyList<string[]> rows, string[] first, int column)
    {
        string cell = first[column];
        if (cell.Length == 0)
        {
            return 0;
        }

        string[] below = [.. rows.Skip(1).Where(row => row.Length > column).Select(row => CellTrim.Of(row[column]))
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
        return NumberText.TryParse(bytes, out _)
            || DateText.TryParse(bytes, DateOrder.DayFirst, out _) || DateText.TryParse(bytes, DateOrder.MonthFirst, out _)
            || (NumberShape.TryCut(bytes, out NumberShape shape) && NumberAffix.AreUsual(shape) && NumberFormat.TryRead(text) is not null);
    }

    private static string Shown(string[] first)
    {
        string shown = string.Join(", ", first.Take(4)) + (first.Length > 4 ? ", …" : "");
        return shown.Length > 80 ? shown[..80] + "…" : shown;
    }
}
