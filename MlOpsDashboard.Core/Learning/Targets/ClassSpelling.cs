using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Targets;

/// <summary>Classes that are numbers, spelt as the data spells them: 1.0 is no 1 to whoever compares words.</summary>
public static class ClassSpelling
{
    /// <summary>The first row of each class.</summary>
    /// <param name="target">A target of classes.</param>
    /// <returns>A row number a class, in the order of the classes.</returns>
    public static int[] FirstRows(TargetColumn target)
    {
        ArgumentNullException.ThrowIfNull(target);
        int[] rows = new int[target.Classes.Count];
        Array.Fill(rows, -1);
        int missing = rows.Length;
        for (int row = 0; row < target.Values.Length && missing > 0; row++)
        {
            if (target.Values[row] is >= 0 and var value && rows[(int)value] < 0)
            {
                rows[(int)value] = row;
                missing--;
            }
        }

        return rows;
    }

    /// <summary>A target whose classes have the given words where these are the same numbers.</summary>
    /// <param name="target">A target of classes.</param>
    /// <param name="words">A word a class, in the order of the classes; null, or words of other classes, change nothing.</param>
    public static TargetColumn SpeltAs(this TargetColumn target, IReadOnlyList<string>? words)
    {
        ArgumentNullException.ThrowIfNull(target);
        return words is null || words.Count != target.Classes.Count
            ? target
            : target with { Classes = [.. target.Classes.Select((known, index) => IsSame(known, words[index]) ? words[index] : known)] };
    }

    private static bool IsSame(string known, string word) =>
        NumberText.TryParse(known, out double a) && NumberText.TryParse(word, out double b) && a == b;
}
