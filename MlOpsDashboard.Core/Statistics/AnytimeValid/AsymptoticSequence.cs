using MlOpsDashboard.Core.Statistics.Intervals;
using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.Statistics.AnytimeValid;

/// <summary>
/// Intervals for means of many values that hold at all times together, so that one may look after every value and stop when one likes:
/// asymptotic confidence sequences (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, arXiv 2103.06476, equation 9; one-sided: its version 7,
/// equation 134), as GrowthBook's sequential tests have them. The probability that belongs to them is valid at every look, too.
/// </summary>
/// <remarks>
/// Half the width is √(2(nρ² + 1)/(nρ)² · ln(√(nρ² + 1)/α)) standard deviations of a single value. They lean on the central limit: hence
/// <see cref="Least"/>. For few values between two bounds <see cref="BoundedSequence"/> holds without it.
/// </remarks>
public sealed record AsymptoticSequence
{
    private readonly double _alpha = 0.05;
    private readonly double _tightest = 5000;
    private readonly long _least = 100;

    /// <summary>The chance that the truth is ever outside the interval. Above 0, below 1, and below ½ for one side.</summary>
    /// <value>Default 0.05.</value>
    public double Alpha
    {
        get => _alpha;
        init => _alpha = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Alpha lies between 0 and 1.");
    }

    /// <summary>The number of values, of both arms together, for which the interval is tightest. It must be chosen before looking.</summary>
    /// <value>Default 5000.</value>
    public double Tightest
    {
        get => _tightest;
        init => _tightest = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least 1.");
    }

    /// <summary>Nothing is said before there are so many values, in each arm.</summary>
    /// <value>Default 100.</value>
    public long Least
    {
        get => _least;
        init => _least = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least 2, or nothing is known of how they vary.");
    }

    /// <summary>A mean.</summary>
    /// <param name="values">What is known of the values.</param>
    /// <param name="supposed">The mean that the probability is about.</param>
    /// <param name="alternative">Which sides are looked at.</param>
    public EffectEstimate Mean(MeanSummary values, double supposed = 0, Alternative alternative = Alternative.TwoSided) => values.Count < Least
        ? EffectEstimate.Unknown(values.Mean)
        : Of(values.Mean, Math.Sqrt(values.ErrorSquared), values.Count, supposed, alternative);

    /// <summary>The difference of two means, the candidate's less the baseline's.</summary>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="candidate">What is compared.</param>
    /// <param name="supposed">The difference that the probability is about: 0, or a margin.</param>
    /// <param name="alternative">Which sides are looked at.</param>
    /// <remarks>
    /// The count is that of two arms of one size which would tell as much, 4ab/(a + b): so the interval also holds where the shares of the
    /// arms change on the way, as those of a canary do. Of arms of one size it is just their sum.
    /// </remarks>
    public EffectEstimate Difference(
        MeanSummary baseline, MeanSummary candidate, double supposed = 0, Alternative alternative = Alternative.TwoSided)
    {
        double difference = candidate.Mean - baseline.Mean;
        if (Math.Min(baseline.Count, candidate.Count) < Least)
        {
            return EffectEstimate.Unknown(difference);
        }

        double count = 4.0 * baseline.Count / (baseline.Count + candidate.Count) * candidate.Count;
        return Of(difference, StandardError(baseline, candidate), count, supposed, alternative);
    }

    /// <summary>Any estimate that is a mean when there are many values, such as a relative uplift.</summary>
    /// <param name="estimate">The estimate.</param>
    /// <param name="standardError">Its standard error. With 0 nothing is known: values that have all been the same do not tell how they vary.</param>
    /// <param name="count">How many values it is made of.</param>
    /// <param name="supposed">What the probability is about.</param>
    /// <param name="alternative">Which sides are looked at.</param>
    public EffectEstimate Of(
        double estimate, double standardError, double count, double supposed = 0, Alternative alternative = Alternative.TwoSided)
    {
        double rate = Rate(alternative);
        if (!(standardError > 0) || !double.IsFinite(standardError) || !double.IsFinite(estimate))
        {
            return EffectEstimate.Unknown(estimate);
        }

        double spread = (count * rate) + 1;
        double root = Math.Sqrt(spread);
        double log = alternative == Alternative.TwoSided ? Math.Log(root / Alpha) : Math.Log(1 + (root / (2 * Alpha)));
        double half = standardError * Math.Sqrt(2 * spread * log / (count * rate));

        // The interval touches what is supposed just where the logarithm in its width is this.
        double apart = (estimate - supposed) / standardError;
        double evidence = apart * apart * count * rate / (2 * spread);
        return alternative switch
        {
            Alternative.Greater => new(estimate, estimate - half, double.PositiveInfinity, OneSided(apart, evidence, root)),
            Alternative.Less => new(estimate, double.NegativeInfinity, estimate + half, OneSided(-apart, evidence, root)),
            _ => new(estimate, estimate - half, estimate + half, Math.Min(1, root * Math.Exp(-evidence))),
        };
    }

    // A small arm in which nothing rare has happened yet seems not to vary at all: it is granted the spread of both arms together.
    private static double StandardError(MeanSummary baseline, MeanSummary candidate)
    {
        double together = (baseline.Squares + candidate.Squares) / (baseline.Count + candidate.Count - 2);
        double pooled = together * ((1.0 / baseline.Count) + (1.0 / candidate.Count));
        return Math.Sqrt(Math.Max(pooled, baseline.ErrorSquared + candidate.ErrorSquared));
    }

    private static double OneSided(double apart, double evidence, double root) =>
        apart <= 0 ? 1 : Math.Min(1, root * Math.Exp(-evidence) / (2 * -double.ExpM1(-evidence)));

    // ρ².
    private double Rate(Alternative alternative)
    {
        double alpha = alternative == Alternative.TwoSided ? Alpha : 2 * Alpha;
        if (alpha >= 1)
        {
            throw new ArgumentOutOfRangeException(nameof(alternative), alternative, $"One side needs an alpha below 0.5, not {Alpha}.");
        }

        double log = -2 * Math.Log(alpha);
        return (log + Math.Log(log + 1)) / Tightest;
    }
}
