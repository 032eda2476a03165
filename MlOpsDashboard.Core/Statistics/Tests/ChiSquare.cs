using MathNet.Numerics;

namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>Pearson's chi-square test: do counts differ from what was expected by more than chance?</summary>
public static class ChiSquare
{
    /// <summary>Σ (observed − expected)² / expected.</summary>
    /// <param name="observed">Counts.</param>
    /// <param name="expected">As many expected counts, all above 0. The test is fair when each is 5 or more.</param>
    public static double Statistic(ReadOnlySpan<long> observed, ReadOnlySpan<double> expected)
    {
        double sum = 0;
        for (int i = 0; i < observed.Length; i++)
        {
            double difference = observed[i] - expected[i];
            sum += difference * difference / expected[i];
        }

        return sum;
    }

    /// <summary>
    /// The probability of a statistic at least as large by chance alone: the upper regularised incomplete gamma function
    /// Q(df/2, x/2), which keeps its digits where the probability is small, as one less the distribution would not.
    /// </summary>
    /// <param name="statistic">0 or more.</param>
    /// <param name="degrees">Degrees of freedom; with 0 nothing is left to chance, and the answer is 1.</param>
    public static double PValue(double statistic, int degrees) =>
        degrees <= 0 || statistic <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2.0, statistic / 2);
}
