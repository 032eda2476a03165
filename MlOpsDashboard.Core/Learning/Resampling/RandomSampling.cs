using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Resampling;

/// <summary>Repeats or leaves out rows until every class has the same number. Only ever given the training part of a fold.</summary>
public static class RandomSampling
{
    /// <summary>Repeats rows of the rarer classes, drawn with replacement, until every class has as many as the largest.</summary>
    /// <param name="rows">Row numbers.</param>
    /// <param name="classOf">The class of a row.</param>
    /// <param name="seed">Starts the random choice.</param>
    /// <returns>The given rows, then the repeated ones, class by class.</returns>
    public static int[] Over(int[] rows, Func<int, int> classOf, int seed)
    {
        int[][] classes = ByClass(rows, classOf);
        int most = classes.Max(members => members.Length);
        var random = new SeededRandom(seed);
        var drawn = new List<int>(rows);
        foreach (int[] members in classes)
        {
            for (int missing = most - members.Length; missing > 0; missing--)
            {
                drawn.Add(members[random.Next(members.Length)]);
            }
        }

        return [.. drawn];
    }

    /// <summary>Leaves out rows of the more frequent classes, at random, until every class has as many as the smallest.</summary>
    /// <param name="rows">Row numbers.</param>
    /// <param name="classOf">The class of a row.</param>
    /// <param name="seed">Starts the random choice.</param>
    /// <returns>Some of the rows, in rising order.</returns>
    public static int[] Under(int[] rows, Func<int, int> classOf, int seed)
    {
        int[][] classes = ByClass(rows, classOf);
        int least = classes.Min(members => members.Length);
        var random = new SeededRandom(seed);
        var kept = new List<int>();
        foreach (int[] members in classes)
        {
            random.Shuffle<int>(members);
            kept.AddRange(members[..least]);
        }

        return [.. kept.Order()];
    }

    private static int[][] ByClass(int[] rows, Func<int, int> classOf)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(classOf);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Length);
        return [.. rows.GroupBy(classOf).OrderBy(group => group.Key).Select(group => group.ToArray())];
    }
}
