namespace MlOpsDashboard.Core.Statistics.Distances;

/// <summary>The total variation distance ½ Σ |p − q|: the share of rows that would have to change their bin (Levin, Peres and Wilmer 2009, ch. 4).</summary>
public static class TotalVariation
{
    /// <summary>The distance of two distributions over the same bins.</summary>
    /// <param name="before">Counts a bin.</param>
    /// <param name="after">Counts a bin, as many bins.</param>
    /// <returns>From 0, equal shares, to 1, nothing in common; 0 when one of the two is empty.</returns>
    public static double Of(ReadOnlySpan<long> before, ReadOnlySpan<long> after)
    {
        Totals.CheckBins(before, after);
        double totalBefore = Totals.Of(before);
        double totalAfter = Totals.Of(after);
        if (totalBefore == 0 || totalAfter == 0)
        {
            return 0;
        }

        double sum = 0;
        for (int i = 0; i < before.Length; i++)
        {
            sum += Math.Abs((before[i] / totalBefore) - (after[i] / totalAfter));
        }

        return Math.Min(1, sum / 2);
    }
}
