namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>Half the squared error.</summary>
internal sealed class SquaredLoss : BoostingLoss
{
    public override string Metric => "rmse";

    public override ScoreLink Link => ScoreLink.Identity;

    public override bool UnitHessian => true;

    public override double[] Start(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights) => [Mean(targets, weights)];

    public override unsafe void Gradients(in LossBlock block, float* gradients, float* hessians)
    {
        for (int i = 0; i < block.Count; i++)
        {
            float weight = block.Weights is null ? 1 : block.Weights[i];
            gradients[i] = (block.Scores[i] - block.Targets[i]) * weight;
            hessians[i] = weight;
        }
    }

    public override unsafe double Sum(in LossBlock block)
    {
        double sum = 0;
        for (int i = 0; i < block.Count; i++)
        {
            double error = (double)block.Scores[i] - block.Targets[i];
            sum += block.Weight(i) * error * error;
        }

        return sum;
    }

    public override double Report(double mean) => Math.Sqrt(mean);
}
