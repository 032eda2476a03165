namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>What boosting minimises.</summary>
internal abstract class BoostingLoss
{
    /// <summary>The name under which its mean is reported; that of the metric where it is one.</summary>
    public abstract string Metric { get; }

    /// <summary>How scores become answers.</summary>
    public abstract ScoreLink Link { get; }

    /// <summary>Scores a row: the number of classes for the multinomial loss, else 1.</summary>
    public virtual int Outputs => 1;

    /// <summary>Whether the second derivative is the row's weight.</summary>
    public virtual bool UnitHessian => false;

    /// <summary>The quantile of the residuals that a leaf answers with instead of a Newton step; null for the Newton step.</summary>
    public virtual double? LeafQuantile => null;

    /// <summary>The best score for each output where nothing is known of a row.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="weights">Their weights, or null.</param>
    public abstract double[] Start(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights);

    /// <summary>Writes first and second derivatives by the scores.</summary>
    /// <param name="block">The rows.</param>
    /// <param name="gradients">First derivatives, laid out as the scores are.</param>
    /// <param name="hessians">Second derivatives.</param>
    public abstract unsafe void Gradients(in LossBlock block, float* gradients, float* hessians);

    /// <summary>The weighted sum of losses.</summary>
    /// <param name="block">The rows.</param>
    public abstract double Sum(in LossBlock block);

    /// <summary>What to report, from the mean loss.</summary>
    /// <param name="mean">The weighted mean.</param>
    public virtual double Report(double mean) => mean;

    /// <summary>The weighted mean of the targets.</summary>
    protected static double Mean(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            sum += targets[i] * weight;
            total += weight;
        }

        return total > 0 ? sum / total : 0;
    }
}
