using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>Log loss for classes, half the squared error for (standardised) numbers.</summary>
internal static class NetworkLoss
{
    /// <summary>Writes the derivatives of the batch's weighted mean loss by the scores.</summary>
    /// <param name="task">Which loss.</param>
    /// <param name="scores">Scores, before the shift.</param>
    /// <param name="shift">Added to each row of scores.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="derivatives">The derivatives.</param>
    /// <param name="rows">How many rows.</param>
    /// <returns>The weighted mean loss.</returns>
    public static double Differentiate(
        TaskKind task, Tensor scores, ReadOnlySpan<float> shift, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Tensor derivatives, int rows)
    {
        double total = 0;
        foreach (float weight in weights[..rows])
        {
            total += weight;
        }

        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            Span<float> score = scores.RowSpan(row);
            for (int k = 0; k < score.Length; k++)
            {
                score[k] += shift[k];
            }

            Span<float> derivative = derivatives.RowSpan(row);
            float share = (float)(weights[row] / total);
            sum += share * (task switch
            {
                TaskKind.Regression => Squared(score, targets[row], share, derivative),
                TaskKind.Binary => Logistic(score, targets[row], share, derivative),
                _ => Softmax(score, (int)targets[row], share, derivative),
            });
        }

        return sum;
    }

    private static double Squared(Span<float> score, float target, float share, Span<float> derivative)
    {
        float error = score[0] - target;
        derivative[0] = error * share;
        return 0.5 * error * error;
    }

    private static double Logistic(Span<float> score, float target, float share, Span<float> derivative)
    {
        derivative[0] = ((1 / (1 + MathF.Exp(-score[0]))) - target) * share;
        float margin = target > 0.5f ? score[0] : -score[0];
        return MathF.Log(1 + MathF.Exp(-MathF.Abs(margin))) + MathF.Max(-margin, 0);
    }

    private static double Softmax(Span<float> score, int target, float share, Span<float> derivative)
    {
        float largest = float.NegativeInfinity;
        foreach (float value in score)
        {
            largest = MathF.Max(largest, value);
        }

        float powers = 0;
        for (int k = 0; k < score.Length; k++)
        {
            derivative[k] = MathF.Exp(score[k] - largest);
            powers += derivative[k];
        }

        for (int k = 0; k < score.Length; k++)
        {
            derivative[k] = ((derivative[k] / powers) - (k == target ? 1 : 0)) * share;
        }

        return MathF.Log(powers) + largest - score[target];
    }
}
