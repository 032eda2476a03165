namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>What the maker of a file should know about how a column was read.</summary>
internal static class ColumnWarnings
{
    private const int CodeLetters = 3;

    /// <summary>The sentences about a column.</summary>
    /// <param name="scan">What its fields told.</param>
    /// <param name="reading">What was decided.</param>
    internal static IEnumerable<string> Of(ColumnScan scan, ColumnReading reading)
    {
        if (scan.Present == 0)
        {
            yield return $"Column '{scan.Name}' has no value in any row.";
            yield break;
        }

        if (reading is { Type: ColumnType.Numeric, Number: null } && scan.Infinite > 0)
        {
            yield return FormattableString.Invariant(
                $"Column '{scan.Name}': {scan.Infinite:N0} numbers are infinite or beyond ±3.4e38; they count as missing.");
        }

        if (reading.Type == ColumnType.Numeric && NumberShift.Lost(scan.Values.Values) is (double first, double second))
        {
            yield return FormattableString.Invariant(
                $"Column '{scan.Name}': as a feature or a number to predict, {first} and {second} are one, because models read 32-bit floats; as classes, groups or times they stay two.");
        }

        bool words = reading.Type is ColumnType.Categorical or ColumnType.Text;
        if (words && scan.LeadingZeros > 0 && scan.Numbers == scan.Present)
        {
            yield return $"Column '{scan.Name}' holds numbers with leading zeros; they are read as words, so that the zeros stay.";
        }

        if (words && scan.TooLong > 0 && scan.LeadingZeros == 0 && scan.Numbers == scan.Present)
        {
            yield return $"Column '{scan.Name}' holds whole numbers of so many digits that numbers of a computer cannot tell them apart; they are read as words.";
        }

        if (words && scan.Missing.IsUsual && Marker(scan) is { } marker)
        {
            yield return FormattableString.Invariant(
                $"Column '{scan.Name}': {marker.Value:N0} fields say {marker.Key}, which counts as missing. If it is a word among the others here, set {ColumnSentences.Setting(scan, "missing")} to [].");
        }
    }

    // NA among FR, US and DE is Namibia: short words in capitals, as the marker is.
    private static KeyValuePair<string, long>? Marker(ColumnScan scan)
    {
        KeyValuePair<string, long>[] named = [.. scan.Markers.Where(pair => pair.Key.Length > 1 && char.IsAsciiLetter(pair.Key[0]))];
        if (named.Length == 0 || scan.WordsAreCut)
        {
            return null;
        }

        int codes = 0;
        for (int i = 0; i < scan.Words.Count; i++)
        {
            ReadOnlySpan<byte> word = scan.Words.Word(i);
            codes += word.Length <= CodeLetters && !word.ContainsAnyExceptInRange((byte)'A', (byte)'Z') ? 1 : 0;
        }

        return codes * 2 > scan.Words.Count ? named[0] : null;
    }
}
