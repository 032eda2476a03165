namespace MlOpsDashboard.Core.Tracking;

/// <summary>
/// Thins a series out for plotting: the first and last point, and of each bucket in between the least and the greatest, so that no
/// spike is lost (min-max decimation; D. Van Der Donckt et al., "MinMaxLTTB", 2023, show that it keeps what LTTB keeps).
/// </summary>
internal static class SeriesThinning
{
    /// <summary>At most <paramref name="max"/> of the points, in their order.</summary>
    /// <param name="points">The points in the order of the plot.</param>
    /// <param name="max">At least 4.</param>
    public static IReadOnlyList<MetricPoint> Thin(IReadOnlyList<MetricPoint> points, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 4);
        if (points.Count <= max)
        {
            return points;
        }

        int inner = points.Count - 2;
        int buckets = (max - 2) / 2;
        var kept = new List<MetricPoint>(max) { points[0] };
        for (int b = 0; b < buckets; b++)
        {
            int from = 1 + (int)((long)b * inner / buckets);
            int to = 1 + (int)((long)(b + 1) * inner / buckets);
            AddExtremes(points, from, to, kept);
        }

        kept.Add(points[^1]);
        return kept;
    }

    // A bucket without any number still gives one point, so that the plot shows the gap.
    private static void AddExtremes(IReadOnlyList<MetricPoint> points, int from, int to, List<MetricPoint> kept)
    {
        (int low, int high) = (-1, -1);
        for (int i = from; i < to; i++)
        {
            double value = points[i].Value;
            if (!double.IsFinite(value))
            {
                continue;
            }

            low = low < 0 || value < points[low].Value ? i : low;
            high = high < 0 || value > points[high].Value ? i : high;
        }

        if (low < 0)
        {
            kept.Add(points[from]);
            return;
        }

        kept.Add(points[Math.Min(low, high)]);
        if (low != high)
        {
            kept.Add(points[Math.Max(low, high)]);
        }
    }
}
