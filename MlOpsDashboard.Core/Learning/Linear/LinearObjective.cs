using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>
/// The mean loss of a linear model plus half the squared coefficients times a factor, as a function of the coefficients.
/// Variables: for each output its coefficients, then its intercept.
/// </summary>
/// <param name="design">The features.</param>
/// <param name="data">The answers and weights.</param>
/// <param name="loss">The loss.</param>
/// <param name="ridge">The factor of the squared coefficients; intercepts are free.</param>
/// <param name="threads">Threads that may work at once.</param>
internal sealed class LinearObjective(DesignMatrix design, TrainingData data, ILinearLoss loss, double ridge, int threads) : ISmoothObjective
{
    private readonly double _totalWeight = data.Weights?.Sum(weight => (double)weight) ?? data.Rows;
    private readonly double[][] _gradients = [.. Enumerable.Range(0, design.Blocks).Select(_ => new double[loss.Outputs * (design.Width + 1)])];
    private readonly double[] _losses = new double[design.Blocks];

    public int Dimension => loss.Outputs * (design.Width + 1);

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        double[] at = point.ToArray();
        if (threads > 1 && design.Blocks > 1)
        {
            Parallel.For(0, design.Blocks, ParallelLoop.Options(threads, CancellationToken.None), block => Visit(block, at));
        }
        else
        {
            for (int block = 0; block < design.Blocks; block++)
            {
                Visit(block, at);
            }
        }

        // Summed in the order of the blocks, whoever worked on them.
        gradient.Clear();
        double value = 0;
        for (int block = 0; block < design.Blocks; block++)
        {
            value += _losses[block];
            double[] part = _gradients[block];
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] += part[i];
            }
        }

        return Finish(value, point, gradient);
    }

    private double Finish(double value, ReadOnlySpan<double> point, Span<double> gradient)
    {
        value /= _totalWeight;
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] /= _totalWeight;
            if (i % (design.Width + 1) != design.Width)
            {
                value += ridge / 2 * point[i] * point[i];
                gradient[i] += ridge * point[i];
            }
        }

        return value;
    }

    private void Visit(int block, double[] point)
    {
        (int start, int length) = design.RowsOf(block);
        int stride = design.Width + 1;
        double[][] margins = new double[loss.Outputs][];
        for (int output = 0; output < margins.Length; output++)
        {
            margins[output] = new double[length];
            Array.Fill(margins[output], point[(output * stride) + design.Width]);
        }

        // Feature by feature, so that a column's block is fetched once for all outputs.
        for (int feature = 0; feature < design.Width; feature++)
        {
            for (int output = 0; output < margins.Length; output++)
            {
                double coefficient = point[(output * stride) + feature];
                if (coefficient != 0)
                {
                    design.AddScaled(feature, block, coefficient, margins[output]);
                }
            }
        }

        ReadOnlySpan<float> weights = data.Weights is null ? [] : data.Weights.AsSpan(start, length);
        _losses[block] = loss.Residuals(margins, data.Target.AsSpan(start, length), weights);
        double[] gradient = _gradients[block];
        for (int feature = 0; feature < design.Width; feature++)
        {
            for (int output = 0; output < margins.Length; output++)
            {
                gradient[(output * stride) + feature] = design.Dot(feature, block, margins[output]);
            }
        }

        for (int output = 0; output < margins.Length; output++)
        {
            gradient[(output * stride) + design.Width] = margins[output].Sum();
        }
    }
}
