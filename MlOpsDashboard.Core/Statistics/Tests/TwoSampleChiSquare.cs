namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>
/// Pearson's chi-square test of two samples over the same categories, without Yates' correction. With two categories it is the z-test of two
/// proportions with the pooled variance: its statistic is z².
/// </summary>
public static class TwoSampleChiSquare
{
    /// <summary>The least expected count a category that the test is fair with (Cochran 1954, Biometrics 10, 417).</summary>
    public const double LeastExpected = 5;

    /// <summary>Compares two samples.</summary>
    /// <param name="before">Counts a category.</param>
    /// <param name="after">Counts a category, as many categories. One that is empty on both sides does not count.</param>
    /// <exception cref="ArgumentException">The categories are not the same, or a sample is empty.</exception>
    public static TestOutcome Of(ReadOnlySpan<long> before, ReadOnlySpan<long> after)
    {
        (double totalBefore, double totalAfter) = Totals(before, after);
        double statistic = 0;
        int categories = 0;
        for (int i = 0; i < before.Length; i++)
        {
            double both = before[i] + after[i];
            if (both == 0)
            {
                continue;
            }

            // (o − e)²/e of both rows is one term, since their differences are the same but for the sign.
            double expected = both * totalAfter / (totalBefore + totalAfter);
            double difference = after[i] - expected;
            statistic += difference * difference * ((1 / expected) + (1 / (both - expected)));
            categories++;
        }

        return new TestOutcome(statistic, ChiSquare.PValue(statistic, categories - 1));
    }

    /// <summary>Puts together the categories that are too rare for the test, the rarest first, and leaves the others.</summary>
    /// <param name="before">Counts a category.</param>
    /// <param name="after">Counts a category, as many categories.</param>
    /// <param name="least">The least expected count in the smaller sample.</param>
    /// <returns>The counts of the categories that are common enough, in their order, and behind them those of all others, if there are any.</returns>
    public static (long[] Before, long[] After) Pool(ReadOnlySpan<long> before, ReadOnlySpan<long> after, double least = LeastExpected)
    {
        (double totalBefore, double totalAfter) = Totals(before, after);
        double smaller = Math.Min(totalBefore, totalAfter) / (totalBefore + totalAfter);
        var (old, young) = (new List<long>(), new List<long>());
        (long restBefore, long restAfter) = (0, 0);
        for (int i = 0; i < before.Length; i++)
        {
            if ((before[i] + after[i]) * smaller >= least)
            {
                old.Add(before[i]);
                young.Add(after[i]);
            }
            else
            {
                restBefore += before[i];
                restAfter += after[i];
            }
        }

        if (restBefore + restAfter > 0)
        {
            old.Add(restBefore);
            young.Add(restAfter);
        }

        return ([.. old], [.. young]);
    }

    private static (double Before, double After) Totals(ReadOnlySpan<long> before, ReadOnlySpan<long> after)
    {
        Distances.Totals.CheckBins(before, after);
        double totalBefore = Distances.Totals.Of(before);
        double totalAfter = Distances.Totals.Of(after);
        return totalBefore > 0 && totalAfter > 0 ? (totalBefore, totalAfter) : throw new ArgumentException("A sample is empty.");
    }
}
