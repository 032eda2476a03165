namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>The negative log-likelihood of three or more classes.</summary>
/// <param name="classes">The number of classes.</param>
internal sealed class SoftmaxLoss(int classes) : ILinearLoss
{
    public int Outputs => classes;

    /// <summary>Turns margins into probabilities that add up to 1; gives the logarithm of the sum of their exponentials.</summary>
    public static double Normalise(Span<double> margins)
    {
        double largest = double.NegativeInfinity;
        foreach (double margin in margins)
        {
            largest = Math.Max(largest, margin);
        }

        double sum = 0;
        foreach (ref double margin in margins)
        {
            margin = Math.Exp(margin - largest);
            sum += margin;
        }

        foreach (ref double margin in margins)
        {
            margin /= sum;
        }

        return largest + Math.Log(sum);
    }

    public double Residuals(double[][] margins, ReadOnlySpan<float> target, ReadOnlySpan<float> weights)
    {
        double loss = 0;
        Span<double> row = classes <= 256 ? stackalloc double[classes] : new double[classes];
        for (int i = 0; i < target.Length; i++)
        {
            for (int output = 0; output < classes; output++)
            {
                row[output] = margins[output][i];
            }

            int answer = (int)target[i];
            double own = row[answer];
            double weight = weights.IsEmpty ? 1 : weights[i];
            loss += weight * (Normalise(row) - own);
            for (int output = 0; output < classes; output++)
            {
                margins[output][i] = weight * (row[output] - (output == answer ? 1 : 0));
            }
        }

        return loss;
    }
}
