namespace MlOpsDashboard.Core.Statistics.Distances;

/// <summary>Sums counts.</summary>
internal static class Totals
{
    /// <summary>The sum of counts.</summary>
    /// <param name="counts">Counts.</param>
    internal static long Of(ReadOnlySpan<long> counts)
    {
        long total = 0;
        foreach (long count in counts)
        {
            total += count;
        }

        return total;
    }

    /// <summary>Makes sure that two lists of counts are over the same bins.</summary>
    /// <param name="before">Counts a bin.</param>
    /// <param name="after">Counts a bin.</param>
    /// <exception cref="ArgumentException">They are not equally long.</exception>
    internal static void CheckBins(ReadOnlySpan<long> before, ReadOnlySpan<long> after)
    {
        if (before.Length != after.Length)
        {
            throw new ArgumentException($"One side has {before.Length} bins, the other {after.Length}.", nameof(after));
        }
    }
}
