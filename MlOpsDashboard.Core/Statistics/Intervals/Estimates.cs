namespace MlOpsDashboard.Core.Statistics.Intervals;

/// <summary>95 % confidence intervals.</summary>
public static class Estimates
{
    private const double Z = 1.959963984540054;

    /// <summary>A share, by Wilson's score interval (Wilson 1927, J. Am. Stat. Assoc. 22, 209): holds for few and for extreme counts too.</summary>
    /// <param name="hits">How many.</param>
    /// <param name="count">Of how many, at least 1.</param>
    /// <param name="z">The standard normal quantile of the interval's half: 1.96 for 95 %, 2.576 for 99 %.</param>
    public static Interval Share(long hits, long count, double z = Z)
    {
        double share = (double)hits / count;
        double scale = 1 + (z * z / count);
        double middle = (share + (z * z / (2 * count))) / scale;
        double half = z * Math.Sqrt((share * (1 - share) / count) + (z * z / (4.0 * count * count))) / scale;
        return new Interval(share, Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <summary>A mean, by the normal approximation; the interval is as wide as the world for a single value.</summary>
    /// <param name="values">At least one.</param>
    public static Interval Mean(ReadOnlySpan<double> values)
    {
        double mean = 0;
        foreach (double value in values)
        {
            mean += value / values.Length;
        }

        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        double half = values.Length < 2 ? double.PositiveInfinity : Z * Math.Sqrt(squares / (values.Length - 1) / values.Length);
        return new Interval(mean, mean - half, mean + half);
    }

    /// <summary>
    /// The area under the ROC curve by DeLong's variance (DeLong, DeLong &amp; Clarke-Pearson 1988, Biometrics 44, 837), with
    /// mid-ranks in O(n log n) (Sun &amp; Xu 2014, IEEE Signal Processing Letters 21, 1389). Clipped to 0 and 1.
    /// </summary>
    /// <param name="scores">Higher means rather positive.</param>
    /// <param name="labels">Whether each is positive.</param>
    /// <returns>Null unless both sides have at least two.</returns>
    public static Interval? RocAuc(double[] scores, bool[] labels)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        if (Placements.Of(scores, labels) is not var (wins, losses))
        {
            return null;
        }

        double area = wins.Average();
        double half = Z * Math.Sqrt((MeanSummary.Of(wins).Variance / wins.Length) + (MeanSummary.Of(losses).Variance / losses.Length));
        return new Interval(area, Math.Max(0, area - half), Math.Min(1, area + half));
    }
}
