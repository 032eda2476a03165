using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MlOpsDashboard.Core.Statistics.AnytimeValid;
using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.Statistics.Planning;

/// <summary>
/// How many values a comparison of two arms needs, how small a difference it would find, and with which chance, by the normal approximation
/// (Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, chapter 4; the same as R's power.prop.test and statsmodels).
/// </summary>
/// <param name="Alpha">The chance to find a difference where there is none.</param>
/// <param name="Power">The chance to find one that is there.</param>
/// <param name="Ratio">Values of the candidate for each of the baseline, above 0.</param>
/// <param name="Alternative">Which sides are looked at.</param>
/// <remarks>Counts are of the baseline and not rounded. A share's variance is p(1 − p); its test is the pooled z-test.</remarks>
public sealed record TwoArmPlan(double Alpha = 0.05, double Power = 0.8, double Ratio = 1, Alternative Alternative = Alternative.TwoSided)
{
    private double Critical => Normal.InvCDF(0, 1, 1 - (Alternative == Alternative.TwoSided ? Alpha / 2 : Alpha));

    private double Reserve => Normal.InvCDF(0, 1, Power);

    /// <summary>Values of the baseline that are needed to find a difference of means with a test at the end.</summary>
    /// <param name="difference">The candidate's mean less the baseline's; not 0.</param>
    /// <param name="baselineVariance">The variance of the baseline's values.</param>
    /// <param name="candidateVariance">The variance of the candidate's values.</param>
    public double ForMeans(double difference, double baselineVariance, double candidateVariance)
    {
        double deviations = (Critical + Reserve) / difference;
        return deviations * deviations * (baselineVariance + (candidateVariance / Ratio));
    }

    /// <summary>Values of the baseline that are needed to find a difference of shares with a test at the end.</summary>
    /// <param name="baseline">The baseline's share.</param>
    /// <param name="candidate">The candidate's share, another one.</param>
    public double ForShares(double baseline, double candidate)
    {
        double root = ((Critical * Math.Sqrt(Pooled(baseline, candidate))) + (Reserve * Math.Sqrt(Apart(baseline, candidate)))) / (candidate - baseline);
        return root * root;
    }

    /// <summary>
    /// Values of the baseline after which a confidence sequence has found a difference of means: the price of looking all the time. The sequence may
    /// find it before; so the chance is at least <see cref="Power"/>.
    /// </summary>
    /// <param name="difference">The candidate's mean less the baseline's; not 0.</param>
    /// <param name="baselineVariance">The variance of the baseline's values.</param>
    /// <param name="candidateVariance">The variance of the candidate's values.</param>
    /// <param name="sequence">The sequence, whose alpha counts in place of <see cref="Alpha"/>.</param>
    public double ForSequence(double difference, double baselineVariance, double candidateVariance, AsymptoticSequence sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        double pooled = (baselineVariance + (Ratio * candidateVariance)) / Ratio;
        double unit = Math.Max(pooled, baselineVariance + (candidateVariance / Ratio));
        (double low, double high) = (1, 2);
        while (!Finds(high))
        {
            (low, high) = (high, high * 2);
        }

        while (high - low > 1e-9 * high)
        {
            double middle = (low + high) / 2;
            (low, high) = Finds(middle) ? (low, middle) : (middle, high);
        }

        return Math.Max(high, Math.Max(sequence.Least, sequence.Least / Ratio));

        // As the sequence measures the difference: see its remarks.
        bool Finds(double count)
        {
            double error = Math.Sqrt(unit / count);
            double values = 4 * count * Ratio / (1 + Ratio);
            Alternative looked = Alternative == Alternative.TwoSided ? Alternative.TwoSided : Alternative.Greater;
            return -sequence.Of(0, error, values, 0, looked).Low + (Reserve * error) <= Math.Abs(difference);
        }
    }

    /// <summary>The chance to find a difference of means.</summary>
    /// <param name="count">Values of the baseline.</param>
    /// <param name="difference">The candidate's mean less the baseline's.</param>
    /// <param name="baselineVariance">The variance of the baseline's values.</param>
    /// <param name="candidateVariance">The variance of the candidate's values.</param>
    public double PowerOfMeans(double count, double difference, double baselineVariance, double candidateVariance)
    {
        double unit = baselineVariance + (candidateVariance / Ratio);
        return Chance(count, difference, unit, unit);
    }

    /// <summary>The chance to find a difference of shares.</summary>
    /// <param name="count">Values of the baseline.</param>
    /// <param name="baseline">The baseline's share.</param>
    /// <param name="candidate">The candidate's share.</param>
    public double PowerOfShares(double count, double baseline, double candidate) =>
        Chance(count, candidate - baseline, Pooled(baseline, candidate), Apart(baseline, candidate));

    /// <summary>The smallest difference of means that is found with the planned chance; the other way it is the same.</summary>
    /// <param name="count">Values of the baseline.</param>
    /// <param name="baselineVariance">The variance of the baseline's values.</param>
    /// <param name="candidateVariance">The variance of the candidate's values.</param>
    public double DetectableMean(double count, double baselineVariance, double candidateVariance) =>
        (Critical + Reserve) * Math.Sqrt((baselineVariance + (candidateVariance / Ratio)) / count);

    /// <summary>The share nearest to the baseline's that is told from it with the planned chance.</summary>
    /// <param name="count">Values of the baseline.</param>
    /// <param name="baseline">The baseline's share.</param>
    /// <param name="above">Whether a higher share is asked for.</param>
    /// <returns>Null where even none or all would not be enough.</returns>
    public double? DetectableShare(double count, double baseline, bool above = true)
    {
        (double near, double far) = (baseline, above ? 1 : 0);
        if (near == far || ForShares(baseline, far) > count)
        {
            return null;
        }

        while (Math.Abs(far - near) > 1e-12)
        {
            double middle = (near + far) / 2;
            (near, far) = ForShares(baseline, middle) <= count ? (near, middle) : (middle, far);
        }

        return far;
    }

    // Both variances are those of a single value of the baseline together with its part of the candidate's.
    private double Chance(double count, double difference, double supposedVariance, double trueVariance)
    {
        double shift = difference * Math.Sqrt(count / trueVariance);
        double critical = Critical * Math.Sqrt(supposedVariance / trueVariance);
        return Alternative switch
        {
            Alternative.Greater => Below(shift - critical),
            Alternative.Less => Below(-shift - critical),
            _ => Below(shift - critical) + Below(-shift - critical),
        };
    }

    private double Pooled(double baseline, double candidate)
    {
        double share = (baseline + (Ratio * candidate)) / (1 + Ratio);
        return share * (1 - share) * (1 + (1 / Ratio));
    }

    private double Apart(double baseline, double candidate) => (baseline * (1 - baseline)) + (candidate * (1 - candidate) / Ratio);

    private static double Below(double deviations) => SpecialFunctions.Erfc(-deviations / Math.Sqrt(2)) / 2;
}
