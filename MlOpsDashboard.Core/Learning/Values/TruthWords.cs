using System.Collections.Frozen;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Values;

/// <summary>Words that mean yes and no.</summary>
internal static class TruthWords
{
    private static readonly string[] s_yesWords = ["1", "1.0", "true", "t", "yes", "y", "on"];
    private static readonly string[] s_noWords = ["0", "0.0", "false", "f", "no", "n", "off"];
    private static readonly FrozenSet<string> s_yes = s_yesWords.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> s_no = s_noWords.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The words, in small letters.</summary>
    public static IEnumerable<string> All => s_yesWords.Concat(s_noWords);

    /// <summary>What a word means: yes, no, or null for any other word.</summary>
    /// <param name="word">A word; case does not matter.</param>
    public static bool? Parse(string word) => s_yes.Contains(word) ? true : s_no.Contains(word) ? false : null;

    /// <summary>The code of the word that means yes; where no word does, the second one; −1 when there is only a no.</summary>
    /// <param name="categories">The one or two words of a boolean column.</param>
    /// <param name="reading">How the column is read.</param>
    public static int TrueCode(IReadOnlyList<string> categories, ColumnReading reading)
    {
        for (int code = 0; code < categories.Count; code++)
        {
            if (FeatureText.TruthOf(reading, categories[code]) == true)
            {
                return code;
            }
        }

        return categories.Count - 1 is var last and >= 0 && FeatureText.TruthOf(reading, categories[last]) != false ? last : -1;
    }
}
