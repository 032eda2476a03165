namespace MlOpsDashboard.Core.Rollouts;

/// <summary>Latencies in buckets of equal ratio, from a microsecond to minutes.</summary>
internal static class LatencyCounts
{
    /// <summary>The number of buckets.</summary>
    public const int Buckets = 200;

    private const double Least = 0.001;
    private const double Ratio = 1.1;

    private static readonly double s_step = Math.Log(Ratio);

    /// <summary>The bucket of a latency.</summary>
    /// <param name="ms">In milliseconds.</param>
    public static int BucketOf(double ms) => ms <= Least ? 0 : Math.Min(Buckets - 1, (int)(Math.Log(ms / Least) / s_step) + 1);

    /// <summary>A latency that so large a share of the counted ones does not exceed, 10 % too long at most; null for none.</summary>
    /// <param name="counts">How many are in each bucket.</param>
    /// <param name="share">The share.</param>
    public static double? Quantile(IReadOnlyList<long> counts, double share)
    {
        long all = counts.Sum();
        long seen = 0;
        for (int bucket = 0; bucket < counts.Count && all > 0; bucket++)
        {
            seen += counts[bucket];
            if (seen >= share * all)
            {
                return Least * Math.Pow(Ratio, bucket);
            }
        }

        return null;
    }
}
