using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>Log loss of two classes.</summary>
internal sealed class LogisticLoss : BoostingLoss
{
    public override string Metric => "log_loss";

    public override ScoreLink Link => ScoreLink.Logistic;

    public override double[] Start(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        double mean = Math.Clamp(Mean(targets, weights), 1e-6, 1 - 1e-6);
        return [Math.Log(mean / (1 - mean))];
    }

    public override unsafe void Gradients(in LossBlock block, float* gradients, float* hessians) =>
        LogisticKernel.Gradients(block.Scores, block.Targets, block.Weights, gradients, hessians, block.Count);

    public override unsafe double Sum(in LossBlock block)
    {
        double sum = 0;
        for (int i = 0; i < block.Count; i++)
        {
            // log(1 + e^−m) for the margin m of the true class, without overflow.
            float margin = block.Targets[i] > 0.5f ? block.Scores[i] : -block.Scores[i];
            sum += block.Weight(i) * (MathF.Log(1 + MathF.Exp(-MathF.Abs(margin))) + MathF.Max(-margin, 0));
        }

        return sum;
    }
}
