namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>What the maker of a file should know about how a column was read.</summary>
internal static class ColumnWarnings
{
    /// <summary>The sentences about a column.</summary>
    /// <param name="scan">What its fields told.</param>
    /// <param name="schema">What was decided.</param>
    internal static IEnumerable<string> Of(ColumnScan scan, ColumnSchema schema)
    {
        if (scan.Present == 0)
        {
            yield return $"Column '{scan.Name}' has no value in any row.";
            yield break;
        }

        if (schema.Type == ColumnType.Numeric && scan.Infinite > 0)
        {
            yield return FormattableString.Invariant(
                $"Column '{scan.Name}': {scan.Infinite:N0} numbers are infinite or beyond ±3.4e38; they count as missing.");
        }

        if (scan.DatesAreAmbiguous)
        {
            yield return $"Column '{scan.Name}' holds dates such as {scan.FirstWord} whose day and month cannot be told apart; write them as 2024-12-31.";
        }

        if (scan.LeadingZeros > 0 && scan.Numbers == scan.Present)
        {
            yield return $"Column '{scan.Name}' holds numbers with leading zeros; they are read as words, so that the zeros stay.";
        }

        if (LooksLikeDecimalCommas(scan, schema))
        {
            yield return $"Column '{scan.Name}' looks like numbers with a decimal comma, such as {scan.FirstWord}; write a point to have them read as numbers.";
        }
    }

    private static bool LooksLikeDecimalCommas(ColumnScan scan, ColumnSchema schema)
    {
        if (schema.Type is not (ColumnType.Text or ColumnType.Categorical))
        {
            return false;
        }

        Span<byte> word = stackalloc byte[64];
        bool commas = false;
        int looked = Math.Min(scan.Words.Count, 100);
        for (int i = 0; i < looked; i++)
        {
            ReadOnlySpan<byte> text = scan.Words.Word(i);
            if (text.Length > word.Length)
            {
                return false;
            }

            text.Replace(word, (byte)',', (byte)'.');
            commas |= text.Contains((byte)',');
            if (!NumberText.TryParse(word[..text.Length], out _))
            {
                return false;
            }
        }

        return commas;
    }
}
