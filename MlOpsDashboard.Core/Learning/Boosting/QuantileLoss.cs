namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>The pinball loss of a quantile, whose minimum is the conditional quantile; half the absolute error for the median.</summary>
/// <param name="quantile">Between 0 and 1.</param>
/// <param name="metric">The name to report under.</param>
internal sealed class QuantileLoss(double quantile, string metric) : BoostingLoss
{
    public override string Metric => metric;

    public override ScoreLink Link => ScoreLink.Identity;

    public override bool UnitHessian => true;

    public override double? LeafQuantile => quantile;

    public override double[] Start(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        float[] values = targets.ToArray();
        float[] each = weights.IsEmpty ? Enumerable.Repeat(1f, values.Length).ToArray() : weights.ToArray();
        Array.Sort(values, each);
        double total = each.Sum(weight => (double)weight);
        double sum = 0;
        int i = 0;
        while (i < values.Length - 1 && (sum += each[i]) < quantile * total)
        {
            i++;
        }

        return [values.Length == 0 ? 0 : values[i]];
    }

    public override unsafe void Gradients(in LossBlock block, float* gradients, float* hessians)
    {
        float under = (float)-quantile;
        float over = (float)(1 - quantile);
        for (int i = 0; i < block.Count; i++)
        {
            float weight = block.Weights is null ? 1 : block.Weights[i];
            gradients[i] = weight * (block.Targets[i] > block.Scores[i] ? under : over);
            hessians[i] = weight;
        }
    }

    public override unsafe double Sum(in LossBlock block)
    {
        double sum = 0;
        for (int i = 0; i < block.Count; i++)
        {
            double error = (double)block.Targets[i] - block.Scores[i];
            sum += block.Weight(i) * (error > 0 ? quantile * error : (quantile - 1) * error);
        }

        return sum;
    }

    public override double Report(double mean) => metric == "mae" ? 2 * mean : mean;
}
