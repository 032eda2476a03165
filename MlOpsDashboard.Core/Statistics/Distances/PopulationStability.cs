namespace MlOpsDashboard.Core.Statistics.Distances;

/// <summary>
/// The population stability index Σ (q − p) · ln(q / p) over the bins of two distributions, the symmetric form of the Kullback–Leibler
/// divergence. Usual reading: below 0.1 stable, to 0.25 a moderate shift, above a large one (Siddiqi, Credit Risk Scorecards, 2006).
/// </summary>
public static class PopulationStability
{
    // An empty bin would make the index infinite: it counts as this share.
    private const double SmallestShare = 1e-4;

    /// <summary>The index of two distributions over the same bins.</summary>
    /// <param name="before">Counts a bin.</param>
    /// <param name="after">Counts a bin, as many bins.</param>
    /// <returns>0 for equal shares, growing without bound; 0 when one of the two is empty.</returns>
    public static double Of(ReadOnlySpan<long> before, ReadOnlySpan<long> after)
    {
        Totals.CheckBins(before, after);
        double totalBefore = Totals.Of(before);
        double totalAfter = Totals.Of(after);
        if (totalBefore == 0 || totalAfter == 0)
        {
            return 0;
        }

        double index = 0;
        for (int i = 0; i < before.Length; i++)
        {
            double p = Math.Max(before[i] / totalBefore, SmallestShare);
            double q = Math.Max(after[i] / totalAfter, SmallestShare);
            index += (q - p) * Math.Log(q / p);
        }

        return index;
    }
}
