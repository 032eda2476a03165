using MathNet.Numerics;

namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>
/// Sample-ratio mismatch: the arms of a test must get the shares of the traffic that were planned, or whatever keeps rows from one of them makes
/// the comparison unfair (Fabijan et al. 2019, KDD, 2156).
/// </summary>
public static class SampleRatio
{
    /// <summary>An alarm is a probability below this; as GrowthBook has it.</summary>
    public const double AlarmBelow = 0.001;

    /// <summary>Values that each arm must be expected to have before anything is said.</summary>
    public const double LeastExpected = 5;

    /// <summary>Tests once, by chi-square.</summary>
    /// <param name="counts">Values of each arm.</param>
    /// <param name="shares">The planned share or weight of each arm, above 0; they need not add up to 1.</param>
    /// <exception cref="ArgumentException">The counts are not as many as the shares, or a share is not above 0.</exception>
    public static SampleRatioOutcome Of(ReadOnlySpan<long> counts, ReadOnlySpan<double> shares)
    {
        double[] expected = Expected(counts, shares);
        if (expected.Min() < LeastExpected)
        {
            return new SampleRatioOutcome(0, 1, false, false);
        }

        double statistic = ChiSquare.Statistic(counts, expected);
        double pValue = ChiSquare.PValue(statistic, counts.Length - 1);
        return new SampleRatioOutcome(statistic, pValue, true, pValue < AlarmBelow);
    }

    /// <summary>
    /// The probability that may be looked at after every value: one over the odds of any other split against the planned one, under a Dirichlet
    /// prior around the plan (Lindon and Malek 2022, NeurIPS 35). In a test without a mismatch it is ever below α with a chance of at most α.
    /// </summary>
    /// <param name="counts">Values of each arm.</param>
    /// <param name="shares">The planned share or weight of each arm, above 0; they need not add up to 1.</param>
    /// <param name="concentration">How close to the plan other splits are expected to be: the prior counts as so many values.</param>
    /// <exception cref="ArgumentException">The counts are not as many as the shares, or a share is not above 0.</exception>
    public static double AlwaysValid(ReadOnlySpan<long> counts, ReadOnlySpan<double> shares, double concentration = 100)
    {
        double[] expected = Expected(counts, shares);
        long all = 0;
        double sum = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            all += counts[i];
            sum += shares[i];
        }

        double odds = SpecialFunctions.GammaLn(concentration) - SpecialFunctions.GammaLn(concentration + all);
        for (int i = 0; i < expected.Length; i++)
        {
            double share = shares[i] / sum;
            odds += SpecialFunctions.GammaLn((concentration * share) + counts[i]) - SpecialFunctions.GammaLn(concentration * share)
                - (counts[i] * Math.Log(share));
        }

        return Math.Min(1, Math.Exp(-odds));
    }

    private static double[] Expected(ReadOnlySpan<long> counts, ReadOnlySpan<double> shares)
    {
        if (counts.Length != shares.Length || counts.Length < 2)
        {
            throw new ArgumentException($"{counts.Length} counts and {shares.Length} shares: each arm, of at least two, needs one of both.", nameof(shares));
        }

        double[] expected = shares.ToArray();
        if (!expected.All(share => share > 0 && double.IsFinite(share)))
        {
            throw new ArgumentException("An arm without a share of the traffic is none; leave it out.", nameof(shares));
        }

        double all = 0;
        foreach (long count in counts)
        {
            all += count;
        }

        double sum = expected.Sum();
        return [.. expected.Select(share => share / sum * all)];
    }
}
