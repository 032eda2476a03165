using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>Finds from which probability on a binary model should say the positive class.</summary>
public static class ThresholdTuner
{
    private const int Candidates = 200;

    /// <summary>
    /// The threshold with the best value of a metric on rows that the model was not fitted on: the best of up to 200 quantiles of the
    /// probabilities, each half-way between two of them. 0.5 when the metric does not depend on the threshold or nothing is better.
    /// </summary>
    /// <param name="rows">Validation rows of a binary model.</param>
    /// <param name="metric">What is to be as good as possible.</param>
    /// <exception cref="ArgumentException">The rows are not of a binary model.</exception>
    public static double Tune(ScoredRows rows, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(metric);
        if (rows.Task != TaskKind.Binary)
        {
            throw new ArgumentException("Only a binary model has a threshold.", nameof(rows));
        }

        double[] scores = [.. rows.ScoresOf(1).Distinct().Order()];
        double best = rows.Threshold;
        double value = metric.Compute(rows);
        int stride = Math.Max(1, scores.Length / Candidates);
        for (int i = stride; i < scores.Length; i += stride)
        {
            double threshold = (scores[i - 1] + scores[i]) / 2;
            double there = metric.Compute(new ScoredRows(rows.Task, rows.Target, rows.Outputs, rows.OutputCount, threshold));
            if (metric.IsBetter(there, value))
            {
                (best, value) = (threshold, there);
            }
        }

        return best;
    }
}
