namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>Half the squared error, of answers that are first centred and scaled.</summary>
/// <param name="mean">Taken from the answers.</param>
/// <param name="deviation">What they are then divided by.</param>
internal sealed class SquaredLoss(double mean, double deviation) : ILinearLoss
{
    public int Outputs => 1;

    public double Residuals(double[][] margins, ReadOnlySpan<float> target, ReadOnlySpan<float> weights)
    {
        double loss = 0;
        Span<double> margin = margins[0];
        for (int row = 0; row < target.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            double error = margin[row] - ((target[row] - mean) / deviation);
            loss += weight * error * error / 2;
            margin[row] = weight * error;
        }

        return loss;
    }
}
