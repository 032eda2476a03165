namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>Metrics of numbers.</summary>
internal static class RegressionMetrics
{
    /// <summary>The root of the mean squared error.</summary>
    public static double RootMeanSquaredError(ScoredRows rows) => Math.Sqrt(SquaredErrors(rows) / rows.Rows);

    /// <summary>The mean absolute error.</summary>
    public static double MeanAbsoluteError(ScoredRows rows)
    {
        double sum = 0;
        for (int row = 0; row < rows.Rows; row++)
        {
            sum += Math.Abs((double)rows.Target[row] - rows.Outputs[row]);
        }

        return sum / rows.Rows;
    }

    /// <summary>The mean of |error| / |truth|, as a share; undefined when a truth is 0.</summary>
    public static double MeanAbsolutePercentageError(ScoredRows rows)
    {
        double sum = 0;
        for (int row = 0; row < rows.Rows; row++)
        {
            sum += Math.Abs(((double)rows.Target[row] - rows.Outputs[row]) / (rows.Target[row] + rows.Offset));
        }

        return sum / rows.Rows;
    }

    /// <summary>The share of the variance that is explained; undefined when the truth does not vary.</summary>
    public static double RSquared(ScoredRows rows)
    {
        double mean = rows.Target.Average(value => (double)value);
        double variation = rows.Target.Sum(value => (value - mean) * (value - mean));
        return variation == 0 ? double.NaN : 1 - (SquaredErrors(rows) / variation);
    }

    /// <summary>The median of the absolute errors.</summary>
    public static double MedianAbsoluteError(ScoredRows rows)
    {
        double[] errors = new double[rows.Rows];
        for (int row = 0; row < errors.Length; row++)
        {
            errors[row] = Math.Abs((double)rows.Target[row] - rows.Outputs[row]);
        }

        Array.Sort(errors);
        return (errors[(errors.Length - 1) / 2] + errors[errors.Length / 2]) / 2;
    }

    /// <summary>
    /// The mean pinball loss of <see cref="ScoredRows.Quantile"/> (Koenker and Bassett 1978): a truth above the answer costs the quantile,
    /// one below it the rest, for each unit of distance. Half of MAE for the median.
    /// </summary>
    public static double PinballLoss(ScoredRows rows)
    {
        double sum = 0;
        for (int row = 0; row < rows.Rows; row++)
        {
            sum += Pinball(rows.Quantile, rows.Target[row], rows.Outputs[row]);
        }

        return sum / rows.Rows;
    }

    /// <summary>The pinball loss of one answer.</summary>
    /// <param name="quantile">Between 0 and 1.</param>
    /// <param name="truth">The true number.</param>
    /// <param name="said">The answer.</param>
    public static double Pinball(double quantile, double truth, double said) => Math.Max(quantile * (truth - said), (quantile - 1) * (truth - said));

    /// <summary>The unit deviance of one count; NaN when the truth is below 0 or the answer is not above 0.</summary>
    /// <param name="truth">The true number.</param>
    /// <param name="said">The answer.</param>
    public static double UnitDeviance(double truth, double said) =>
        truth < 0 || said <= 0 ? double.NaN : 2 * ((truth > 0 ? truth * Math.Log(truth / said) : 0) - truth + said);

    /// <summary>
    /// The mean unit deviance of counts, 2 (y ln(y/p) − y + p) (McCullagh and Nelder 1989, section 2.3); undefined when a truth is below 0
    /// or an answer is not above 0.
    /// </summary>
    public static double PoissonDeviance(ScoredRows rows)
    {
        double sum = 0;
        for (int row = 0; row < rows.Rows; row++)
        {
            sum += UnitDeviance(rows.Target[row] + rows.Offset, rows.Outputs[row] + rows.Offset);
        }

        return sum / rows.Rows;
    }

    private static double SquaredErrors(ScoredRows rows)
    {
        double sum = 0;
        for (int row = 0; row < rows.Rows; row++)
        {
            double error = (double)rows.Target[row] - rows.Outputs[row];
            sum += error * error;
        }

        return sum;
    }
}
