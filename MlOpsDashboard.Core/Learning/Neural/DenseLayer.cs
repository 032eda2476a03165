using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>A matrix of weights in training: forward, and back.</summary>
internal sealed unsafe class DenseLayer : IDisposable
{
    private readonly Tensor _transposed;
    private readonly Multiplier _multiplier;

    public DenseLayer(int inputs, int outputs, Multiplier multiplier, SeededRandom random, double gain = 1)
    {
        _multiplier = multiplier;
        Weights = new Trainable(inputs, outputs, decays: true);
        _transposed = new Tensor(outputs, inputs);

        // He et al. 2015: keeps the variance from layer to layer.
        double deviation = gain * Math.Sqrt(2.0 / inputs);
        for (int row = 0; row < inputs; row++)
        {
            foreach (ref float weight in Weights.Values.RowSpan(row))
            {
                weight = (float)(random.NextNormal() * deviation);
            }
        }
    }

    public Trainable Weights { get; }

    public void Forward(Tensor input, Tensor output, int rows) =>
        _multiplier.Multiply(input, transposed: false, Weights.Values, output, rows, Weights.Values.Rows);

    /// <summary>Writes the gradient of the weights, and carries derivatives back to the input unless that is not wanted.</summary>
    /// <param name="input">What was put in.</param>
    /// <param name="derivatives">By the output.</param>
    /// <param name="byInput">By the input; null for the first layer.</param>
    /// <param name="rows">How many rows.</param>
    public void Back(Tensor input, Tensor derivatives, Tensor? byInput, int rows)
    {
        _multiplier.Multiply(input, transposed: true, derivatives, Weights.Gradients, Weights.Values.Rows, rows);
        if (byInput is null)
        {
            return;
        }

        for (int row = 0; row < Weights.Values.Rows; row++)
        {
            float* from = Weights.Values.Row(row);
            for (int column = 0; column < Weights.Values.Columns; column++)
            {
                _transposed.Row(column)[row] = from[column];
            }
        }

        _multiplier.Multiply(derivatives, transposed: false, _transposed, byInput, rows, Weights.Values.Columns);
    }

    public void Dispose()
    {
        Weights.Dispose();
        _transposed.Dispose();
    }
}
