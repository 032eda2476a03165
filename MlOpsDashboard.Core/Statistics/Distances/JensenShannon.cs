namespace MlOpsDashboard.Core.Statistics.Distances;

/// <summary>The Jensen–Shannon distance: the square root of the Jensen–Shannon divergence with logarithms of base 2 (Endres and Schindelin 2003).</summary>
public static class JensenShannon
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

        double divergence = 0;
        for (int i = 0; i < before.Length; i++)
        {
            double p = before[i] / totalBefore;
            double q = after[i] / totalAfter;
            double middle = (p + q) / 2;
            divergence += (p > 0 ? p * Math.Log2(p / middle) : 0) + (q > 0 ? q * Math.Log2(q / middle) : 0);
        }

        return Math.Sqrt(Math.Max(0, divergence / 2));
    }
}
