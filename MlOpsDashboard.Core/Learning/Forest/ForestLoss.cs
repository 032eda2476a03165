namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>Log loss for classes, root mean squared error for numbers.</summary>
internal static class ForestLoss
{
    /// <summary>A forest may be sure and wrong; no row is to cost more than this share does.</summary>
    private const double LeastShare = 1e-4;

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
