namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>What is said about how a column was read: its name, a value, the reading, and the setting that changes it.</summary>
internal static class ColumnSentences
{
    private const int LongestWord = 40;

    /// <summary>Numbers that are not written plainly.</summary>
    /// <param name="scan">The column.</param>
    /// <param name="format">How they are read.</param>
    internal static string Formatted(ColumnScan scan, NumberFormat format) =>
        $"Column '{scan.Name}' is read as numbers written as {format}: {Example(scan, format)}. If they are words, set {Setting(scan, "type")} to categorical.";

    /// <summary>Numbers that two formats read differently.</summary>
    /// <param name="scan">The column.</param>
    /// <param name="one">One format.</param>
    /// <param name="other">The other one.</param>
    /// <param name="taken">The format that is taken; null when the column is read as words.</param>
    internal static string TwoFormats(ColumnScan scan, NumberFormat one, NumberFormat other, NumberFormat? taken)
    {
        string both = $"Column '{scan.Name}' can be read in two ways: {Example(scan, one)} as {one}, or {Example(scan, other)} as {other}.";
        return taken is null
            ? $"{both} It is read as words; set {Setting(scan, "format")} to one of the two to have numbers."
            : $"{both} It is read as {taken}; set {Setting(scan, "format")} to the other one if that is wrong.";
    }

    /// <summary>Words most of which are numbers.</summary>
    /// <param name="scan">The column.</param>
    /// <param name="format">The format of most of them.</param>
    /// <param name="fits">How many fields have it.</param>
    /// <param name="of">How many were looked at.</param>
    /// <param name="misfit">A field that does not.</param>
    internal static string NearlyNumbers(ColumnScan scan, NumberFormat format, long fits, long of, string misfit) => FormattableString.Invariant(
        $"Column '{scan.Name}' is read as words: {fits:N0} of {of:N0} values are numbers written as {format}, but '{Short(misfit)}' is not. Set {Setting(scan, "format")} to \"{format}\" to have numbers, and {Setting(scan, "missing")} to the words that stand for no value.");

    /// <summary>Dates of which nobody can tell day and month.</summary>
    /// <param name="scan">The column.</param>
    internal static string AmbiguousDates(ColumnScan scan) =>
        $"Column '{scan.Name}' holds dates such as {scan.AmbiguousDate} whose day and month cannot be told apart. It is read as words; set {Setting(scan, "format")} to dd/MM/yyyy or MM/dd/yyyy to have dates.";

    /// <summary>Words that are written as months are.</summary>
    /// <param name="scan">The column.</param>
    internal static string NotMonths(ColumnScan scan) =>
        $"Column '{scan.Name}' holds values such as {scan.FirstWord}. They are read as words; if they are months, set {Setting(scan, "format")} to yyyy-MM.";

    /// <summary>What to know of dates; null when nothing is.</summary>
    /// <param name="scan">The column.</param>
    /// <param name="format">How they are read.</param>
    internal static string? Dates(ColumnScan scan, DateFormat format) =>
        format.Order is { } order && scan.AmbiguousDate is { } date
            ? $"Column '{scan.Name}' is read as dates with the {(order == DateOrder.DayFirst ? "day" : "month")} first ({date} is {Iso(format, date)}), since others of its dates have no other reading."
            : format.TwoDigitYears ? $"Column '{scan.Name}' is read as dates with years of two digits ({scan.FirstWord} is {Iso(format, scan.FirstWord!)}). If they are words, set {Setting(scan, "type")} to categorical."
            : format.Months ? $"Column '{scan.Name}' is read as months ({scan.FirstWord} is {Iso(format, scan.FirstWord!)}). If they are words, set {Setting(scan, "type")} to categorical."
            : null;

    /// <summary>What is odd about plain numbers.</summary>
    /// <param name="scan">The column.</param>
    /// <param name="separator">What stands between the fields of the file.</param>
    internal static IEnumerable<string> OddNumbers(ColumnScan scan, char separator)
    {
        (string? exponent, string? thousands, bool whole) = (null, null, true);
        bool decimals = true;
        for (int i = 0; i < scan.Words.Count; i++)
        {
            ReadOnlySpan<byte> word = scan.Words.Word(i);
            int point = word.IndexOf((byte)'.');
            bool scientific = word.IndexOfAny((byte)'e', (byte)'E') >= 0;
            exponent ??= scientific && point < 0 ? scan.Words.Text(i) : null;
            whole &= point < 0;
            decimals &= point < 0 || (!scientific && word.Length - point == 4 && point is >= 1 and <= 3 && word[0] != (byte)'0');
            thousands ??= point > 0 ? scan.Words.Text(i) : null;
        }

        if (exponent is not null && whole)
        {
            yield return $"Column '{scan.Name}' holds {exponent}, which is read as a number in scientific notation. If the values are codes, set {Setting(scan, "type")} to categorical.";
        }

        if (separator == ';' && decimals && thousands is not null)
        {
            yield return $"Column '{scan.Name}' holds {thousands}, which is read with a decimal point. If the point stands between thousands, set {Setting(scan, "format")} to 1.234,50.";
        }
    }

    /// <summary>Words that an earlier version read as words, and which are numbers or dates now.</summary>
    /// <param name="scan">The column.</param>
    /// <param name="earlier">The earlier reading.</param>
    /// <param name="found">What they are now.</param>
    internal static string KeptAsWords(ColumnScan scan, ColumnReading earlier, ColumnReading found) =>
        $"Column '{scan.Name}' is read as {Name(earlier.Type)}, as in the version before, though every value could be read as {Name(found.Type)}. Set {Setting(scan, "type")} to {Name(found.Type)} to change that.";

    /// <summary>A column that an earlier version read otherwise.</summary>
    /// <param name="scan">The column.</param>
    /// <param name="earlier">The earlier reading.</param>
    internal static string NoLongerFits(ColumnScan scan, ColumnReading earlier)
    {
        string where = scan.Given is { Misfit: { } misfit } given ? $"'{misfit}' on line {given.MisfitLine}"
            : scan.FirstWord is { } word ? $"'{Short(word)}' on line {scan.FirstWordLine}"
            : $"'{Short(scan.Words.Count > 0 ? scan.Words.Text(0) : "")}'";
        string format = earlier.Format is { } known ? $" written as {known}" : "";
        return $"Column '{scan.Name}' no longer fits the reading of the version before ({Name(earlier.Type)}{format}): {where} does not. It was found out anew.";
    }

    /// <summary>The setting of a column, as requests name it.</summary>
    /// <param name="scan">The column.</param>
    /// <param name="part">Type, format or missing.</param>
    internal static string Setting(ColumnScan scan, string part) => $"columns.{scan.Name}.{part}";

    private static string Name(ColumnType type) => type.ToString().ToLowerInvariant();

    private static string Example(ColumnScan scan, NumberFormat format)
    {
        int index = 0;
        for (int i = 0; i < Math.Min(scan.Words.Count, 1000); i++)
        {
            if (!NumberText.TryParse(scan.Words.Word(i), out _))
            {
                index = i;
                break;
            }
        }

        return format.TryParse(scan.Words.Word(index), out double value)
            ? FormattableString.Invariant($"{Short(scan.Words.Text(index))} is {value}")
            : Short(scan.Words.Text(index));
    }

    private static string Iso(DateFormat format, string date) =>
        format.TryParse(System.Text.Encoding.UTF8.GetBytes(date), out double seconds)
            ? DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            : date;

    private static string Short(string word) => word.Length <= LongestWord ? word : word[..LongestWord] + "…";
}
