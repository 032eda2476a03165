using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>Log loss of three or more classes; one tree a class and round.</summary>
/// <param name="classes">The number of classes.</param>
internal sealed class SoftmaxLoss(int classes) : BoostingLoss
{
    public override string Metric => "log_loss";

    public override ScoreLink Link => ScoreLink.Softmax;

    public override int Outputs => classes;

    public override double[] Start(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        var shares = new double[classes];
        double total = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            shares[(int)targets[i]] += weight;
            total += weight;
        }

        return Array.ConvertAll(shares, share => Math.Log(Math.Max(share / total, 1e-6)));
    }

    public override unsafe void Gradients(in LossBlock block, float* gradients, float* hessians) =>
        SoftmaxKernel.Gradients(block.Scores, block.Targets, block.Weights, gradients, hessians, block.Count, classes, block.Pitch);

    public override unsafe double Sum(in LossBlock block)
    {
        double sum = 0;
        for (int i = 0; i < block.Count; i++)
        {
            float largest = float.NegativeInfinity;
            for (int k = 0; k < classes; k++)
            {
                largest = MathF.Max(largest, block.Scores[i + (k * block.Pitch)]);
            }

            float powers = 0;
            for (int k = 0; k < classes; k++)
            {
                powers += MathF.Exp(block.Scores[i + (k * block.Pitch)] - largest);
            }

            sum += block.Weight(i) * (MathF.Log(powers) + largest - block.Scores[i + ((int)block.Targets[i] * block.Pitch)]);
        }

        return sum;
    }
}
