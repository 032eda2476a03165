using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>Metrics that judge probabilities.</summary>
internal static class ProbabilityMetrics
{
    // A certain and wrong answer costs this much at most, not infinitely: −ln 1e−15 = 34.5.
    private const double Smallest = 1e-15;

    /// <summary>The mean of −ln(probability of the true class).</summary>
    public static double LogLoss(ScoredRows rows) => LogLosses(rows).Average();

    /// <summary>−ln(probability of the true class), row by row.</summary>
    public static double[] LogLosses(ScoredRows rows)
    {
        double[] losses = new double[rows.Rows];
        for (int row = 0; row < losses.Length; row++)
        {
            losses[row] = -Math.Log(Math.Clamp(rows.Outputs[(row * rows.OutputCount) + (int)rows.Target[row]], Smallest, 1));
        }

        return losses;
    }

    /// <summary>The mean squared error of the positive class's probability; for several classes summed over them (Brier 1950).</summary>
    public static double Brier(ScoredRows rows) => BrierScores(rows).Average();

    /// <summary>See <see cref="Brier"/>, row by row.</summary>
    public static double[] BrierScores(ScoredRows rows)
    {
        double[] scores = new double[rows.Rows];
        for (int row = 0; row < scores.Length; row++)
        {
            for (int index = rows.Task == TaskKind.Binary ? 1 : 0; index < rows.OutputCount; index++)
            {
                double error = rows.Outputs[(row * rows.OutputCount) + index] - ((int)rows.Target[row] == index ? 1.0 : 0.0);
                scores[row] += error * error;
            }
        }

        return scores;
    }
}
