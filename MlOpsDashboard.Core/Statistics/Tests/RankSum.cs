namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>
/// Whether scores of one group are higher than those of another, by their ranks: the area under the ROC curve (Mann and Whitney 1947), and its
/// probability by permutations of the groups (Phipson and Smyth 2010, Stat. Appl. Genet. Mol. Biol. 9, 39: never 0).
/// </summary>
public static class RankSum
{
    /// <summary>Tests.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="isHigh">The group that is supposed to be higher; both must have members.</param>
    /// <param name="permutations">How many.</param>
    /// <param name="random">Draws them.</param>
    /// <returns>The area, and the probability of one at least as large.</returns>
    public static TestOutcome Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isHigh, int permutations, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double[] ranks = MidRanks.Of(scores);
        int high = isHigh.Count(true);
        double sum = 0;
        for (int i = 0; i < ranks.Length; i++)
        {
            sum += isHigh[i] ? ranks[i] : 0;
        }

        int atLeast = 0;
        for (int round = 0; round < permutations; round++)
        {
            atLeast += Drawn(ranks, high, random) >= sum ? 1 : 0;
        }

        double area = (sum - (high * (high + 1) / 2.0)) / ((double)high * (ranks.Length - high));
        return new TestOutcome(area, (atLeast + 1.0) / (permutations + 1.0));
    }

    // The first so many of a shuffle, which changes the order of the ranks for good: any order is as good as another.
    private static double Drawn(double[] ranks, int count, Random random)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            int other = random.Next(i, ranks.Length);
            (ranks[i], ranks[other]) = (ranks[other], ranks[i]);
            sum += ranks[i];
        }

        return sum;
    }
}
