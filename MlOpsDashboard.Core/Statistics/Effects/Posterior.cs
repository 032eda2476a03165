using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace MlOpsDashboard.Core.Statistics.Effects;

/// <summary>
/// What may be believed of an effect after the test, as a normal distribution, as in GrowthBook: by default from a prior that prefers no effect
/// to another. Whoever stops as soon as it looks good will be wrong more often than it says; the decision belongs to a sequence.
/// </summary>
/// <param name="Mean">The effect to expect.</param>
/// <param name="Deviation">How far off it may well be.</param>
public sealed record Posterior(double Mean, double Deviation)
{
    /// <summary>The probability that the candidate is better.</summary>
    public double ChanceToWin => Below(Mean / Deviation);

    /// <summary>What is lost on average by taking the candidate, E[max(0, −δ)].</summary>
    public double RiskOfTaking => Loss(-Mean);

    /// <summary>What is lost on average by staying with the baseline, E[max(0, δ)].</summary>
    public double RiskOfStaying => Loss(Mean);

    /// <summary>Of an effect.</summary>
    /// <param name="effect">What was measured, with a standard error above 0.</param>
    /// <param name="prior">What was believed before; null for nothing.</param>
    /// <returns>Null while nothing is known.</returns>
    public static Posterior? Of(EffectMoments effect, NormalPrior? prior = null)
    {
        if (!(effect.StandardError > 0))
        {
            return prior is null ? null : new Posterior(prior.Mean, prior.Deviation);
        }

        double measured = 1 / (effect.StandardError * effect.StandardError);
        double believed = prior is null ? 0 : 1 / (prior.Deviation * prior.Deviation);
        double mean = ((effect.Value * measured) + ((prior?.Mean ?? 0) * believed)) / (measured + believed);
        return new Posterior(mean, Math.Sqrt(1 / (measured + believed)));
    }

    /// <summary>The ends between which the effect is with some probability.</summary>
    /// <param name="alpha">One less that probability, above 0 and below 1.</param>
    public (double Low, double High) Interval(double alpha = 0.05)
    {
        double half = Normal.InvCDF(0, 1, 1 - (alpha / 2)) * Deviation;
        return (Mean - half, Mean + half);
    }

    // E[max(0, X)] of a normal X with this mean.
    private double Loss(double mean)
    {
        double ratio = mean / Deviation;
        return Math.Max(0, (Deviation * Math.Exp(-ratio * ratio / 2) / Constants.Sqrt2Pi) + (mean * Below(ratio)));
    }

    private static double Below(double deviations) => SpecialFunctions.Erfc(-deviations / Math.Sqrt(2)) / 2;
}
