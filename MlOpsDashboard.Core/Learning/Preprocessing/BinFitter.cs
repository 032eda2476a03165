using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>
/// Fits bins as scikit-learn's KBinsDiscretizer does, but that the largest value keeps a bin of its own when quantiles fall on it. Sees
/// training rows only.
/// </summary>
internal static class BinFitter
{
    /// <summary>Fits the bins of a column.</summary>
    /// <param name="input">The position of the column in the signature.</param>
    /// <param name="source">What the rows show of the column.</param>
    /// <param name="values">The training rows' numbers, NaN for missing.</param>
    /// <param name="parameters">Bins and method.</param>
    /// <param name="layout">The layout that is wanted.</param>
    public static BinEncoder Fit(int input, FeatureSignature source, double[] values, Hyperparameters parameters, FeatureLayout layout)
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        int bins = parameters.Int("bins", 10);
        bool even = parameters.Word("method", FeatureStepCatalog.Quantile) == FeatureStepCatalog.EqualWidth;
        IEnumerable<double> edges = sorted.Length == 0 ? [] : Enumerable.Range(1, bins - 1).Select(
            i => even ? sorted[0] + ((double)i / bins * (sorted[^1] - sorted[0])) : QuantileOf(sorted, (double)i / bins));

        // Many rows of one value make quantiles fall together: such bins are one. None begins where all values lie.
        double[] apart = [.. edges.Distinct().Where(edge => edge > sorted[0])];
        bool dense = layout == FeatureLayout.Dense;
        return new BinEncoder(input, apart, dense, dense && source.Nullable);
    }

    // Between two order statistics in proportion, as numpy's default does (Hyndman and Fan 1996, definition 7).
    private static double QuantileOf(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        double low = sorted[below];
        double high = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return low + ((place - below) * (high - low));
    }
}
