using System.Text;

namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>The pairs of words that mean yes and no.</summary>
internal static class BooleanWords
{
    private static readonly (string Yes, string No)[] s_pairs = [("true", "false"), ("yes", "no"), ("t", "f"), ("y", "n"), ("on", "off")];

    /// <summary>Whether a column's distinct words are such a pair, or one whole word of it.</summary>
    /// <param name="words">The words of a column.</param>
    internal static bool AreBoolean(WordTable words)
    {
        if (words.Count is 0 or > 2)
        {
            return false;
        }

        string first = Lower(words.Word(0));
        if (words.Count == 1)
        {
            // A single letter or "on" is too little to go by.
            return first is "true" or "false" or "yes" or "no";
        }

        string second = Lower(words.Word(1));
        return s_pairs.Any(pair => (pair.Yes == first && pair.No == second) || (pair.No == first && pair.Yes == second));
    }

    /// <summary>Whether a column's distinct words are those that a reading names, in whichever case.</summary>
    /// <param name="words">The words of a column.</param>
    /// <param name="reading">A reading of a boolean column.</param>
    internal static bool AreAmong(WordTable words, ColumnReading reading)
    {
        for (int i = 0; i < words.Count; i++)
        {
            string word = words.Text(i);
            if (!word.Equals(reading.Yes, StringComparison.OrdinalIgnoreCase) && !word.Equals(reading.No, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return words.Count is 1 or 2;
    }

    /// <summary>Whether a column's distinct words are 0 and 1.</summary>
    /// <param name="words">The words of a column.</param>
    internal static bool AreZeroAndOne(WordTable words)
    {
        for (int i = 0; i < words.Count; i++)
        {
            if (Lower(words.Word(i)) is not ("0" or "1"))
            {
                return false;
            }
        }

        return words.Count is 1 or 2;
    }

    private static string Lower(ReadOnlySpan<byte> word) => word.Length > 5 ? "" : Encoding.UTF8.GetString(word).ToLowerInvariant();
}
