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
            sum += Math.Abs(((double)rows.Target[row] - rows.Outputs[row]) / rows.Target[row]);
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
