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
}
