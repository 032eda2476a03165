using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Statistics.AnytimeValid;

/// <summary>The difference of the means of two arms whose values have bounds, at all times together and for however few values.</summary>
public static class BoundedDifference
{
    /// <summary>A sequence for one of two arms: each takes half of the chance to be wrong.</summary>
    /// <param name="alpha">The chance that the true difference is ever outside the interval.</param>
    public static BoundedSequence Arm(double alpha = 0.05) => new() { Alpha = alpha / 2 };

    /// <summary>The candidate's mean less the baseline's.</summary>
    /// <param name="baseline">One of <see cref="Arm"/>.</param>
    /// <param name="candidate">One of <see cref="Arm"/>.</param>
    /// <returns>
    /// The truth is always inside with a chance of at least 1 − α. Who looks at one end only is right with at least 1 − α/2, since each end
    /// leans on one end of either arm.
    /// </returns>
    public static Interval Of(BoundedSequence baseline, BoundedSequence candidate)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        return new Interval(candidate.Centre - baseline.Centre, candidate.Lower - baseline.Upper, candidate.Upper - baseline.Lower);
    }
}
