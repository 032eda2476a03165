namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>Metrics that judge probabilities.</summary>
internal static class ProbabilityMetrics
{
    // A certain and wrong answer costs this much at most, not infinitely: −ln 1e−15 = 34.5.
    private const double Smallest = 1e-15;

    /// <summary>The mean of −ln(probability of the true class).</summary>
    public static double LogLoss(ScoredRows rows)
    {
        double sum = 0;
        for (int row = 0; row < rows.Rows; row++)
        {
            sum -= Math.Log(Math.Clamp(rows.Outputs[(row * rows.OutputCount) + (int)rows.Target[row]], Smallest, 1));
        }

        return sum / rows.Rows;
    }

    /// <summary>The mean squared error of the positive class's probability; for several classes summed over them (Brier 1950).</summary>
    public static double Brier(ScoredRows rows)
    {
        double sum = 0;
        for (int row = 0; row < rows.Rows; row++)
        {
            for (int index = rows.Task == TaskKind.Binary ? 1 : 0; index < rows.OutputCount; index++)
            {
                double error = rows.Outputs[(row * rows.OutputCount) + index] - ((int)rows.Target[row] == index ? 1.0 : 0.0);
                sum += error * error;
            }
        }

        return sum / rows.Rows;
    }
}
