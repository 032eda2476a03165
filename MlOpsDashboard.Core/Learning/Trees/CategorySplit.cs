using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>
/// Splits categories in two: sorted by the answer that each would have for itself, the best two groups are a prefix and the rest
/// (Fisher 1958). Missing values count as a category.
/// </summary>
internal static unsafe class CategorySplit
{
    /// <summary>Finds the best two groups.</summary>
    /// <param name="histogram">The feature's cells; the one after the last category is of missing values.</param>
    /// <param name="categories">Bins of categories.</param>
    /// <param name="total">The node's packed sum.</param>
    /// <param name="terms">The node's terms.</param>
    /// <param name="options">Smoothing and penalty.</param>
    public static SplitCandidate Find(long* histogram, int categories, long total, in SplitTerms terms, GrowthOptions options)
    {
        Span<double> keys = stackalloc double[HistogramKernel.Cells];
        Span<int> order = stackalloc int[HistogramKernel.Cells];
        int present = 0;
        for (int bin = 0; bin <= categories; bin++)
        {
            int hessian = (int)histogram[bin];
            if (hessian > 0)
            {
                keys[present] = (int)(histogram[bin] >> 32) * (double)terms.GradientUnit / ((hessian * (double)terms.HessianUnit) + options.CategorySmoothing);
                order[present++] = bin;
            }
        }

        if (present < 2)
        {
            return SplitCandidate.None;
        }

        Sort(keys[..present], order[..present]);
        long* sums = stackalloc long[HistogramKernel.Cells];
        long left = 0;
        for (int i = 0; i < present - 1; i++)
        {
            left += histogram[order[i]];
            sums[i] = left;
        }

        // Two groups of two categories are no choice that could fit noise.
        SplitTerms penalised = present == 2 ? terms : terms with { L2 = terms.L2 + (float)options.CategoryL2 };
        int prefix = SplitKernel.Best(sums, present - 1, penalised, out float score);
        if (prefix < 0)
        {
            return SplitCandidate.None;
        }

        return Build(histogram, categories, order[..(prefix + 1)], sums[prefix], total, score - SplitFinder.Score(terms.Gradient, terms.Hessian, penalised));
    }

    private static SplitCandidate Build(long* histogram, int categories, ReadOnlySpan<int> prefix, long left, long total, float gain)
    {
        var candidate = new SplitCandidate { Gain = gain, Left = left };
        foreach (int bin in prefix)
        {
            candidate.LeftBins.Add(bin);
        }

        // Categories that this node has not seen follow the heavier side.
        if (2L * (int)left >= (int)total)
        {
            for (int bin = 0; bin <= categories; bin++)
            {
                if ((int)histogram[bin] == 0)
                {
                    candidate.LeftBins.Add(bin);
                }
            }
        }

        candidate.MissingLeft = candidate.LeftBins.Contains(categories);
        return candidate;
    }

    /// <summary>Sorts ascending, keeping the order of equals; mostly few values, and never more than 256.</summary>
    private static void Sort(Span<double> keys, Span<int> values)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            double key = keys[i];
            int value = values[i];
            int j = i - 1;
            while (j >= 0 && keys[j] > key)
            {
                keys[j + 1] = keys[j];
                values[j + 1] = values[j];
                j--;
            }

            keys[j + 1] = key;
            values[j + 1] = value;
        }
    }
}
