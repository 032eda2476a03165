namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>Half the Poisson deviance of counts, the score being the logarithm of their mean; negative targets count as 0.</summary>
internal sealed class PoissonLoss : BoostingLoss
{
    /// <summary>Raises the second derivative by e^0.7, as XGBoost and LightGBM do, so that a leaf cannot jump.</summary>
    private const float Caution = 0.7f;

    public override string Metric => "loss";

    public override ScoreLink Link => ScoreLink.Exponential;

    public override double[] Start(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights) =>
        [Math.Log(Math.Max(Mean(targets, weights), 1e-6))];

    public override unsafe void Gradients(in LossBlock block, float* gradients, float* hessians)
    {
        for (int i = 0; i < block.Count; i++)
        {
            float weight = block.Weights is null ? 1 : block.Weights[i];
            gradients[i] = weight * (MathF.Exp(block.Scores[i]) - MathF.Max(block.Targets[i], 0));
            hessians[i] = weight * MathF.Exp(block.Scores[i] + Caution);
        }
    }

    public override unsafe double Sum(in LossBlock block)
    {
        double sum = 0;
        for (int i = 0; i < block.Count; i++)
        {
            double target = Math.Max(block.Targets[i], 0);
            double score = block.Scores[i];
            double entropy = target > 0 ? target * (Math.Log(target) - 1) : 0;
            sum += block.Weight(i) * (Math.Exp(score) - (target * score) + entropy);
        }

        return sum;
    }
}
