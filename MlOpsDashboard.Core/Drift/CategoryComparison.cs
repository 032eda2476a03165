using MlOpsDashboard.Core.Statistics.Distances;
using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Compares categories. Those too rare for the test count as one, for the distance too, which chance would make large otherwise.</summary>
internal static class CategoryComparison
{
    /// <summary>How far the shares have moved.</summary>
    /// <param name="reference">Counts a category.</param>
    /// <param name="current">Counts a category.</param>
    /// <param name="referenceRows">Rows of the reference.</param>
    public static DriftComparison Compare(long[] reference, long[] current, int referenceRows)
    {
        (long[] before, long[] after) = TwoSampleChiSquare.Pool(reference, current);
        TestOutcome test = TwoSampleChiSquare.Of(before, after);
        DriftMethod method = DriftRules.Choose(isNumber: false, referenceRows);
        return new DriftComparison(method, method == DriftMethod.JensenShannon ? JensenShannon.Of(before, after) : test.Statistic, test.PValue, TotalVariation.Of(before, after));
    }

    /// <summary>Both distributions, the most frequent categories first, the rarest together.</summary>
    public static IReadOnlyList<DriftBin> Bins(IReadOnlyList<string> names, long[] reference, long[] current)
    {
        double before = reference.Sum();
        double after = current.Sum();
        DriftBin[] bins = [.. names.Select((name, i) => new DriftBin(name, null, null, reference[i] / before, current[i] / after))
            .Where(bin => bin.Reference + bin.Current > 0).OrderByDescending(bin => bin.Reference + bin.Current)];
        if (bins.Length <= DriftRules.PictureCategories)
        {
            return bins;
        }

        DriftBin[] rest = bins[(DriftRules.PictureCategories - 1)..];
        return [.. bins[..(DriftRules.PictureCategories - 1)], new DriftBin($"{rest.Length} others", null, null, rest.Sum(bin => bin.Reference), rest.Sum(bin => bin.Current))];
    }
}
