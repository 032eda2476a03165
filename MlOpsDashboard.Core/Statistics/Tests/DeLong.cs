using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>
/// Whether two models that scored the same rows differ in the area under the ROC curve (DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44,
/// 837). What is hard for both does not blur the difference.
/// </summary>
public static class DeLong
{
    /// <summary>Compares.</summary>
    /// <param name="first">The one's scores: higher means rather positive.</param>
    /// <param name="second">The other's scores of the same rows in the same order.</param>
    /// <param name="labels">Whether each row is positive.</param>
    /// <param name="alpha">The chance that the interval of the difference leaves it out.</param>
    /// <returns>Null unless there are at least two positive and two negative rows.</returns>
    /// <exception cref="ArgumentException">The rows are not as many.</exception>
    public static AreaComparison? Of(double[] first, double[] second, bool[] labels, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(labels);
        if (first.Length != labels.Length || second.Length != labels.Length)
        {
            throw new ArgumentException("Both must have scored the same rows.", nameof(second));
        }

        if (Placements.Of(first, labels) is not { } one || Placements.Of(second, labels) is not { } other)
        {
            return null;
        }

        // Row by row, so that the covariances of the paper are in the variances of the differences.
        MeanSummary positives = Differences(one.OfPositives, other.OfPositives);
        MeanSummary negatives = Differences(one.OfNegatives, other.OfNegatives);
        double difference = one.Area - other.Area;
        double error = Math.Sqrt(positives.ErrorSquared + negatives.ErrorSquared);
        double statistic = difference == 0 ? 0 : difference / error;
        double half = Normal.InvCDF(0, 1, 1 - (alpha / 2)) * error;
        double pValue = SpecialFunctions.Erfc(Math.Abs(statistic) / Math.Sqrt(2));
        return new AreaComparison(one.Area, other.Area, statistic, new EffectEstimate(difference, difference - half, difference + half, pValue));
    }

    private static MeanSummary Differences(double[] first, double[] second) => MeanSummary.Of([.. first.Zip(second, (one, other) => one - other)]);
}
