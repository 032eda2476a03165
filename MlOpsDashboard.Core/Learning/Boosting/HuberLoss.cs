namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>
/// Squared near zero, absolute beyond a bound that is fixed from the targets: the given quantile of their distance to the median.
/// </summary>
/// <param name="quantile">Between 0 and 1.</param>
internal sealed class HuberLoss(double quantile) : BoostingLoss
{
    private double _bound = 1;

    public override string Metric => "loss";

    public override ScoreLink Link => ScoreLink.Identity;

    public override bool UnitHessian => true;

    public override double[] Start(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        double[] median = new QuantileLoss(0.5, Metric).Start(targets, weights);
        float[] distances = targets.ToArray();
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = MathF.Abs(distances[i] - (float)median[0]);
        }

        _bound = new QuantileLoss(quantile, Metric).Start(distances, weights)[0];
        _bound = _bound > 0 ? _bound : 1;
        return median;
    }

    public override unsafe void Gradients(in LossBlock block, float* gradients, float* hessians)
    {
        for (int i = 0; i < block.Count; i++)
        {
            float weight = block.Weights is null ? 1 : block.Weights[i];
            gradients[i] = weight * Math.Clamp(block.Scores[i] - block.Targets[i], (float)-_bound, (float)_bound);
            hessians[i] = weight;
        }
    }

    public override unsafe double Sum(in LossBlock block)
    {
        double sum = 0;
        for (int i = 0; i < block.Count; i++)
        {
            double error = Math.Abs((double)block.Targets[i] - block.Scores[i]);
            sum += block.Weight(i) * (error <= _bound ? error * error / 2 : _bound * (error - (_bound / 2)));
        }

        return sum;
    }
}
