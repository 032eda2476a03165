using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Distances;
using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Compares numbers.</summary>
internal static class NumberComparison
{
    /// <summary>How far they have moved.</summary>
    public static DriftComparison Compare(SortedSample reference, SortedSample current, int referenceRows)
    {
        TestOutcome test = KolmogorovSmirnov.Of(reference, current);
        DriftMethod method = DriftRules.Choose(isNumber: true, referenceRows);
        return new DriftComparison(
            method, method == DriftMethod.Wasserstein ? Wasserstein.Normalised(reference, current) : test.Statistic, test.PValue);
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

    // What lies outside is counted in the bin at that end.
    private static double[] Shares(SortedSample sample, double low, double width, int count)
    {
        double[] shares = new double[count];
        foreach (double value in sample.Values)
        {
            shares[(int)Math.Clamp((value - low) / width, 0, count - 1)] += 1.0 / sample.Count;
        }

        return shares;
    }
}
