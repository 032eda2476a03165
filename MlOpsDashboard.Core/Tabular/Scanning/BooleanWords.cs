using System.Text;

namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>The pairs of words that mean yes and no.</summary>
internal static class BooleanWords
{
    private static readonly (string Yes, string No)[] Pairs = [("true", "false"), ("yes", "no"), ("t", "f"), ("y", "n"), ("on", "off")];

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
        return Pairs.Any(pair => (pair.Yes == first && pair.No == second) || (pair.No == first && pair.Yes == second));
    }

    private static string Lower(ReadOnlySpan<byte> word) => word.Length > 5 ? "" : Encoding.UTF8.GetString(word).ToLowerInvariant();
}
