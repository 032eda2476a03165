namespace MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;

/// <summary>The metrics of numbers on resampled rows.</summary>
internal sealed class ResampledNumbers : IResampledMetrics
{
    private readonly double[] _centred;
    private readonly double[] _absolute;
    private readonly double[] _relative;
    private readonly double[] _pinball;
    private readonly double[] _deviance;
    private readonly int[] _byError;

    /// <summary>Works out what all resamples share.</summary>
    /// <param name="rows">The rows.</param>
    public ResampledNumbers(ScoredRows rows)
    {
        double mean = rows.Target.Average(truth => (double)truth);
        _centred = Each(rows, (truth, _) => truth - mean);
        _absolute = Each(rows, (truth, said) => Math.Abs(truth - said));
        _relative = Each(rows, (truth, said) => Math.Abs((truth - said) / (truth + rows.Offset)));
        _pinball = Each(rows, (truth, said) => RegressionMetrics.Pinball(rows.Quantile, truth, said));
        _deviance = Each(rows, (truth, said) => RegressionMetrics.UnitDeviance(truth + rows.Offset, said + rows.Offset));
        _byError = [.. Enumerable.Range(0, rows.Rows)];
        Array.Sort((double[])_absolute.Clone(), _byError);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = ["rmse", "mae", "mape", "r2", "median_ae", "pinball", "poisson_deviance"];

    /// <inheritdoc/>
    public double[] Measure(ReadOnlySpan<int> counts)
    {
        int all = 0;
        double squares = 0;
        double absolute = 0;
        double relative = 0;
        double pinball = 0;
        double deviance = 0;
        double sum = 0;
        double variation = 0;
        for (int row = 0; row < counts.Length; row++)
        {
            int count = counts[row];
            if (count > 0)
            {
                all += count;
                squares += count * _absolute[row] * _absolute[row];
                absolute += count * _absolute[row];
                relative += count * _relative[row];
                pinball += count * _pinball[row];
                deviance += count * _deviance[row];
                sum += count * _centred[row];
                variation += count * _centred[row] * _centred[row];
            }
        }

        variation -= sum * sum / all;
        return
        [
            Math.Sqrt(squares / all),
            absolute / all,
            relative / all,
            variation <= 0 ? double.NaN : 1 - (squares / variation),
            Median(counts, all),
            pinball / all,
            deviance / all,
        ];
    }

    private static double[] Each(ScoredRows rows, Func<double, double, double> measure) =>
        [.. rows.Target.Zip(rows.Outputs, (truth, said) => measure(truth, said))];

    // The mean of the two in the middle, which are the same one where the number of rows is odd.
    private double Median(ReadOnlySpan<int> counts, int all)
    {
        double lower = double.NaN;
        int below = 0;
        foreach (int row in _byError)
        {
            below += counts[row];
            lower = double.IsNaN(lower) && below > (all - 1) / 2 ? _absolute[row] : lower;
            if (below > all / 2)
            {
                return (lower + _absolute[row]) / 2;
            }
        }

        return double.NaN;
    }
}
