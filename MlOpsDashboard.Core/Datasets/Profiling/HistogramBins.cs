namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>Chooses bins for numbers and counts.</summary>
internal static class HistogramBins
{
    private const int Fewest = 10;
    private const int Most = 40;

    /// <summary>The histogram of numbers: one bin a value for few whole numbers, else bins by Freedman and Diaconis (1981) within limits.</summary>
    /// <param name="sorted">Numbers in rising order, at least one.</param>
    /// <param name="min">The smallest of all numbers, also of those that are not held.</param>
    /// <param name="max">The largest of all.</param>
    /// <param name="all">How many there are, held or not; counts are scaled to it.</param>
    internal static Histogram Of(ReadOnlySpan<double> sorted, double min, double max, long all)
    {
        double[] edges = Edges(sorted, min, max);
        long[] counts = Count(sorted, edges);
        if (all > sorted.Length)
        {
            double scale = all / (double)sorted.Length;
            for (int i = 0; i < counts.Length; i++)
            {
                counts[i] = (long)Math.Round(counts[i] * scale);
            }
        }

        return new Histogram(counts, edges, null, 0);
    }

    /// <summary>Counts numbers by bins.</summary>
    /// <param name="sorted">Numbers in rising order.</param>
    /// <param name="edges">Borders in rising order; what lies outside goes to the first and the last bin.</param>
    internal static long[] Count(ReadOnlySpan<double> sorted, ReadOnlySpan<double> edges)
    {
        var counts = new long[edges.Length - 1];
        int bin = 0;
        foreach (double value in sorted)
        {
            while (bin < counts.Length - 1 && value >= edges[bin + 1])
            {
                bin++;
            }

            counts[bin]++;
        }

        return counts;
    }

    private static double[] Edges(ReadOnlySpan<double> sorted, double min, double max)
    {
        if (max - min < Most && AreWhole(sorted))
        {
            var whole = new double[(int)(max - min) + 2];
            for (int i = 0; i < whole.Length; i++)
            {
                whole[i] = min - 0.5 + i;
            }

            return whole;
        }

        if (min == max)
        {
            return [min - 0.5, max + 0.5];
        }

        double spread = QuantileLevels.At(sorted, 0.75) - QuantileLevels.At(sorted, 0.25);
        double width = 2 * spread / Math.Cbrt(sorted.Length);
        int bins = width > 0 ? (int)Math.Clamp(Math.Ceiling((max - min) / width), Fewest, Most) : Most;
        var edges = new double[bins + 1];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = min + ((max - min) / bins * i);
        }

        edges[bins] = max;

        return edges;
    }

    private static bool AreWhole(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (value != Math.Floor(value))
            {
                return false;
            }
        }

        return true;
    }
}
