namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>Reads a column as somebody says, or says where that does not fit.</summary>
/// <param name="scan">A scan that has seen every field.</param>
/// <param name="separator">What stands between the fields of the file.</param>
internal sealed class SaidReading(ColumnScan scan, char separator)
{
    /// <summary>The reading.</summary>
    /// <param name="type">The type that was said.</param>
    /// <exception cref="InvalidException">A field does not fit; it is named with its line.</exception>
    internal ColumnDecision Decide(ColumnType type) => type switch
    {
        _ when scan.Given is { } given => given.Misfit is null || scan.Present == 0 ? ColumnDecision.Of(given) : throw Misfit(given),
        _ when scan.Present == 0 => new ColumnDecision(ColumnDecision.Usual(scan, type)),
        ColumnType.Numeric => Numbers(),
        ColumnType.DateTime => Dates(),
        ColumnType.Boolean => Truths(),
        _ => new ColumnDecision(ColumnDecision.Usual(scan, type)),
    };

    private ColumnDecision Numbers()
    {
        if (scan.Numbers == scan.Present && scan.Infinite < scan.Present)
        {
            return new ColumnDecision(ColumnDecision.Usual(scan, ColumnType.Numeric));
        }

        ColumnDecision? found = scan.Said!.Number is null ? ColumnDecision.FormattedNumbers(scan, separator) : null;
        return found is { IsUndecided: false } ? found
            : throw new InvalidException(Field("type"), found is not null
                ? $"{found.Warnings[0]}"
                : $"Column '{scan.Name}': '{scan.FirstWord}' on line {scan.FirstWordLine} is not a number. Name the column's format (such as 1.234,50), or add the value to missing.");
    }

    private ColumnDecision Dates()
    {
        ColumnDecision? found = ColumnDecision.Dates(scan);
        if (found is { IsUndecided: false })
        {
            return found;
        }

        throw new InvalidException(Field("format"), scan.AmbiguousDate is { } date
            ? $"Column '{scan.Name}': {date} can be read in two ways. Say which with format: dd/MM/yyyy or MM/dd/yyyy."
            : $"Column '{scan.Name}' does not hold dates throughout; a value is '{scan.FirstWord ?? scan.Words.Text(0)}'. Name the format (such as dd/MM/yyyy or yyyy-MM), or add what is no date to missing.");
    }

    private ColumnDecision Truths()
    {
        ColumnReading reading = ColumnDecision.Usual(scan, ColumnType.Boolean) with { Yes = scan.Said!.Yes, No = scan.Said.No };
        bool fits = !scan.WordsAreCut && (reading.Yes is null
            ? BooleanWords.AreBoolean(scan.Words) || BooleanWords.AreZeroAndOne(scan.Words)
            : BooleanWords.AreAmong(scan.Words, reading));
        return fits ? new ColumnDecision(reading)
            : throw new InvalidException(Field("format"), reading.Yes is null
                ? $"Column '{scan.Name}' does not hold words that are known to mean yes and no. Say which ones do with format, such as ja/nein."
                : $"Column '{scan.Name}' holds other words than {reading.Yes} and {reading.No}.");
    }

    private InvalidException Misfit(ReadingTrack given) => new(
        Field("format"),
        $"Column '{scan.Name}': '{given.Misfit}' on line {given.MisfitLine} is not {(given.Reading.Type == ColumnType.Numeric ? "a number" : "a date")} written as {given.Reading.Format}. Add it to missing, or change the format.");

    private string Field(string part) => $"columns.{scan.Name}.{part}";
}
