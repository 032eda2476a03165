using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>Chooses the bins of a feature: one a distinct value while they last, else about equally many rows in each.</summary>
internal static class BinFinder
{
    /// <summary>Rows looked at; more change the thresholds by less than a tenth of a bin.</summary>
    private const int SampleRows = 200_000;

    /// <summary>Finds the bins of a feature.</summary>
    /// <param name="feature">Number or categories.</param>
    /// <param name="values">The feature's training values.</param>
    /// <param name="maxBins">2 to 255.</param>
    public static BinMapper Find(FeatureInfo feature, ReadOnlySpan<float> values, int maxBins) =>
        feature.IsCategorical ? FindCategories(feature.Cardinality, values, maxBins) : FindNumbers(values, maxBins);

    /// <summary>The ascending thresholds between the bins of numbers; null when all are missing.</summary>
    /// <param name="values">The training values.</param>
    /// <param name="maxBins">At least 2.</param>
    public static float[]? Thresholds(ReadOnlySpan<float> values, int maxBins)
    {
        float[] sample = Sample(values);
        RadixSort.Sort(sample);
        if (sample.Length == 0)
        {
            return null;
        }

        var distinct = new List<float>();
        var counts = new List<int>();
        foreach (float value in sample)
        {
            if (distinct.Count > 0 && distinct[^1] == value)
            {
                counts[^1]++;
            }
            else
            {
                distinct.Add(value);
                counts.Add(1);
            }
        }

        return distinct.Count <= maxBins ? Between(distinct) : ByCount(distinct, counts, sample.Length, maxBins);
    }

    private static BinMapper FindNumbers(ReadOnlySpan<float> values, int maxBins)
    {
        float[]? thresholds = Thresholds(values, maxBins);
        return BinMapper.ForNumbers(thresholds ?? [], thresholds is not null);
    }

    private static float[] Sample(ReadOnlySpan<float> values)
    {
        int take = Math.Min(values.Length, SampleRows);
        var sample = new float[take];
        int count = 0;
        for (int i = 0; i < take; i++)
        {
            float value = values[(int)((long)i * values.Length / take)];
            if (!float.IsNaN(value))
            {
                sample[count++] = value;
            }
        }

        return sample[..count];
    }

    private static float[] Between(List<float> distinct)
    {
        var thresholds = new float[distinct.Count - 1];
        for (int i = 0; i < thresholds.Length; i++)
        {
            thresholds[i] = Middle(distinct[i], distinct[i + 1]);
        }

        return thresholds;
    }

    /// <summary>The middle of two values, never so rounded that it equals the upper one.</summary>
    private static float Middle(float lower, float upper)
    {
        float middle = (float)(((double)lower + upper) / 2);
        return middle < upper && middle >= lower ? middle : lower;
    }

    /// <summary>A value as frequent as a whole bin has one for itself; the others share the rest evenly.</summary>
    private static float[] ByCount(List<float> distinct, List<int> counts, int total, int maxBins)
    {
        double fair = (double)total / maxBins;
        int big = 0;
        long rest = total;
        foreach (int count in counts)
        {
            if (count >= fair)
            {
                big++;
                rest -= count;
            }
        }

        int restBins = maxBins - big;
        double share = (double)rest / Math.Max(1, restBins);
        var thresholds = new List<float>(maxBins - 1);
        double filled = 0;
        for (int i = 0; i < distinct.Count - 1 && thresholds.Count < maxBins - 1; i++)
        {
            bool isBig = counts[i] >= fair;
            bool nextIsBig = counts[i + 1] >= fair;
            filled += counts[i];
            rest -= isBig ? 0 : counts[i];
            if (isBig || filled >= share || (nextIsBig && filled >= share / 2))
            {
                thresholds.Add(Middle(distinct[i], distinct[i + 1]));
                filled = 0;
                if (!isBig)
                {
                    // What is left is shared anew, so that the bins last to the end.
                    restBins--;
                    share = restBins > 0 ? (double)rest / restBins : double.PositiveInfinity;
                }
            }
        }

        return [.. thresholds];
    }

    private static BinMapper FindCategories(int cardinality, ReadOnlySpan<float> values, int maxBins)
    {
        var bins = new byte[cardinality];
        if (cardinality <= maxBins)
        {
            for (int code = 0; code < cardinality; code++)
            {
                bins[code] = (byte)code;
            }

            return BinMapper.ForCategories(bins);
        }

        var counts = new int[cardinality];
        foreach (float value in values)
        {
            if (value >= 0 && value < cardinality)
            {
                counts[(int)value]++;
            }
        }

        // The most frequent categories have their own bins; the others share the last.
        int[] order = [.. Enumerable.Range(0, cardinality).OrderByDescending(code => counts[code]).ThenBy(code => code)];
        for (int rank = 0; rank < cardinality; rank++)
        {
            bins[order[rank]] = (byte)Math.Min(rank, maxBins - 1);
        }

        return BinMapper.ForCategories(bins);
    }
}
