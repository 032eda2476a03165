using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>The loss of a model's outputs that learners report while they learn: log loss for classes, root mean squared error for numbers.</summary>
internal static class OutputLoss
{
    /// <summary>A model may be sure and wrong; no row is to cost more than this share does.</summary>
    private const double LeastShare = 1e-4;

    /// <summary>The name of the metric.</summary>
    /// <param name="task">The task.</param>
    public static string NameFor(TaskKind task) => task == TaskKind.Regression ? "rmse" : "log_loss";

    /// <summary>The loss.</summary>
    /// <param name="outputs">Numbers, or the probability of every class, row by row.</param>
    /// <param name="targets">What is true.</param>
    /// <param name="outputCount">Outputs of a row.</param>
    public static double Of(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputCount)
    {
        double sum = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            double loss = outputCount == 1
                ? outputs[row] - (double)targets[row]
                : -Math.Log(Math.Max(outputs[(row * outputCount) + (int)targets[row]], LeastShare));
            sum += outputCount == 1 ? loss * loss : loss;
        }

        double mean = targets.Length == 0 ? double.NaN : sum / targets.Length;
        return outputCount == 1 ? Math.Sqrt(mean) : mean;
    }
}
