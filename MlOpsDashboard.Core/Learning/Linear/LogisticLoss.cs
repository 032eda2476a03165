namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>The negative log-likelihood of two classes.</summary>
internal sealed class LogisticLoss : ILinearLoss
{
    public int Outputs => 1;

    /// <summary>1 / (1 + e^−x).</summary>
    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) is var e ? e / (1 + e) : 0;

    public double Residuals(double[][] margins, ReadOnlySpan<float> target, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        Span<double> margin = margins[0];
        for (int row = 0; row < target.Length; row++)
        {
            double z = margin[row];
            double weight = weights.IsEmpty ? 1 : weights[row];

            // log(1 + e^z) − y·z without overflow; one exponential serves the loss and the probability.
            double e = Math.Exp(-Math.Abs(z));
            double probability = (z >= 0 ? 1 : e) / (1 + e);
            sum += weight * (Math.Max(z, 0) - (target[row] * z) + Math.Log(1 + e));
            margin[row] = weight * (probability - target[row]);
        }

        return sum;
    }
}
