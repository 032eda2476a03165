namespace MlOpsDashboard.Core.Statistics.Distances;

/// <summary>The Hellinger distance √(½ Σ (√p − √q)²) of two distributions over the same bins (Hellinger 1909; Le Cam and Yang 2000, ch. 3).</summary>
public static class Hellinger
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

        // As a sum of squares, not as 1 − Σ √(pq), which would lose the digits of a small distance.
        double squares = 0;
        for (int i = 0; i < before.Length; i++)
        {
            double difference = Math.Sqrt(before[i] / totalBefore) - Math.Sqrt(after[i] / totalAfter);
            squares += difference * difference;
        }

        return Math.Min(1, Math.Sqrt(squares / 2));
    }
}
