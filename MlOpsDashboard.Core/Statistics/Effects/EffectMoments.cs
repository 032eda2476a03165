using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MlOpsDashboard.Core.Statistics.Intervals;
using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.Statistics.Effects;

/// <summary>How much better or worse a candidate is than its baseline, before anybody asks whether by chance.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error; 0 while it is not known.</param>
/// <param name="Degrees">Welch and Satterthwaite's degrees of freedom.</param>
/// <param name="Count">Values in both arms together.</param>
public readonly record struct EffectMoments(double Value, double StandardError, double Degrees, long Count)
{
    /// <summary>The candidate's mean less the baseline's (Welch 1947, Biometrika 34, 28).</summary>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="candidate">What is compared.</param>
    public static EffectMoments Difference(MeanSummary baseline, MeanSummary candidate) => new(
        candidate.Mean - baseline.Mean,
        Math.Sqrt(baseline.ErrorSquared + candidate.ErrorSquared),
        Satterthwaite(baseline, candidate),
        baseline.Count + candidate.Count);

    /// <summary>
    /// The difference as a part of the baseline's mean, by the delta method, as GrowthBook has it: variance v_b/m_a² + v_a·m_b²/m_a⁴ of the squared
    /// standard errors v and the means m.
    /// </summary>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="candidate">What is compared.</param>
    /// <returns>Its standard error is 0 where the baseline's mean is 0: nothing can be said.</returns>
    public static EffectMoments Uplift(MeanSummary baseline, MeanSummary candidate)
    {
        long count = baseline.Count + candidate.Count;
        if (baseline.Mean == 0)
        {
            return new EffectMoments(0, 0, 0, count);
        }

        double part = candidate.Mean / baseline.Mean;
        double variance = (candidate.ErrorSquared + (baseline.ErrorSquared * part * part)) / (baseline.Mean * baseline.Mean);
        double uplift = (candidate.Mean - baseline.Mean) / Math.Abs(baseline.Mean);
        return new EffectMoments(uplift, Math.Sqrt(variance), Satterthwaite(baseline, candidate), count);
    }

    /// <summary>Tests once, by Student's distribution, at a number of values that was fixed before.</summary>
    /// <param name="alpha">The chance that the interval leaves out the truth, if one looks once.</param>
    /// <param name="supposed">What the probability is about: 0, or a margin.</param>
    /// <param name="alternative">Which sides are looked at.</param>
    public EffectEstimate Test(double alpha = 0.05, double supposed = 0, Alternative alternative = Alternative.TwoSided)
    {
        if (!(StandardError > 0) || !(Degrees > 0))
        {
            return EffectEstimate.Unknown(Value);
        }

        double apart = (Value - supposed) / StandardError;
        double tails = alternative == Alternative.TwoSided ? alpha / 2 : alpha;
        double half = StudentT.InvCDF(0, 1, Degrees, 1 - tails) * StandardError;
        double beyond = SpecialFunctions.BetaRegularized(Degrees / 2, 0.5, Degrees / (Degrees + (apart * apart)));
        return alternative switch
        {
            Alternative.Greater => new(Value, Value - half, double.PositiveInfinity, apart > 0 ? beyond / 2 : 1 - (beyond / 2)),
            Alternative.Less => new(Value, double.NegativeInfinity, Value + half, apart < 0 ? beyond / 2 : 1 - (beyond / 2)),
            _ => new(Value, Value - half, Value + half, beyond),
        };
    }

    private static double Satterthwaite(MeanSummary baseline, MeanSummary candidate)
    {
        double both = baseline.ErrorSquared + candidate.ErrorSquared;
        double parts = Part(baseline) + Part(candidate);
        return parts > 0 ? both * both / parts : 0;

        static double Part(MeanSummary arm) => arm.Count < 2 ? 0 : arm.ErrorSquared * arm.ErrorSquared / (arm.Count - 1);
    }
}
