using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Distances;
using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Compares numbers.</summary>
internal static class NumberComparison
{
    /// <summary>How far they have moved. What sketches may be off is held against a difference, so that it raises no alarm.</summary>
    public static DriftComparison Compare(FeatureSide reference, FeatureSide current)
    {
        (SortedSample before, SortedSample after) = (reference.Numbers!, current.Numbers!);
        double error = reference.RankError + current.RankError;
        TestOutcome test = error == 0 ? KolmogorovSmirnov.Of(before, after) : Roughly(before, after, error, reference.Present, current.Present);
        DriftMethod method = DriftRules.Choose(isNumber: true, reference.Rows);
        return new DriftComparison(method, method == DriftMethod.Wasserstein ? Wasserstein.Normalised(before, after) : test.Statistic, test.PValue, test.Statistic);
    }

    /// <summary>Both distributions over bins of equal width that reach over both sides but for the outermost two per mille.</summary>
    public static IReadOnlyList<DriftBin> Bins(SortedSample reference, SortedSample current)
    {
        double low = Math.Min(reference.Quantile(0.001), current.Quantile(0.001));
        double high = Math.Max(reference.Quantile(0.999), current.Quantile(0.999));
        int count = high > low ? DriftRules.PictureBins : 1;
        double width = high > low ? (high - low) / count : 1;
        double[] before = Shares(reference, low, width, count);
        double[] after = Shares(current, low, width, count);
        return [.. Enumerable.Range(0, count).Select(i => new DriftBin(null, low + (i * width), low + ((i + 1) * width), before[i], after[i]))];
    }

    private static TestOutcome Roughly(SortedSample before, SortedSample after, double error, int reference, int current)
    {
        double gap = KolmogorovSmirnov.Statistic(before, after);
        return new TestOutcome(gap, KolmogorovSmirnov.PValue(Math.Max(0, gap - error), reference, current));
    }

    // What lies outside is counted in the bin at that end.
    private static double[] Shares(SortedSample sample, double low, double width, int count)
    {
        long[] counts = new long[count];
        foreach (double value in sample.Values)
        {
            counts[(int)Math.Clamp((value - low) / width, 0, count - 1)]++;
        }

        return Array.ConvertAll(counts, one => (double)one / sample.Count);
    }
}
