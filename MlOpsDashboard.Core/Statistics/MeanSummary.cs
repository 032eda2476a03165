namespace MlOpsDashboard.Core.Statistics;

/// <summary>
/// What has to be kept of numbers to know their mean and how much they vary. It takes values one by one (Welford 1962, Technometrics 4, 419) and
/// joins with others (Chan, Golub and LeVeque 1983, The American Statistician 37, 242), so that it can be kept in a database and go on later.
/// </summary>
public readonly record struct MeanSummary
{
    /// <summary>How many values.</summary>
    public long Count { get; init; }

    /// <summary>Their mean; 0 where there are none.</summary>
    public double Mean { get; init; }

    /// <summary>The sum of the squares of their distances from the mean.</summary>
    public double Squares { get; init; }

    /// <summary>The variance of whatever they were drawn from, by one less than the count; 0 for less than two values.</summary>
    public double Variance => Count < 2 ? 0 : Squares / (Count - 1);

    /// <summary>The squared standard error of the mean; 0 for less than two values.</summary>
    public double ErrorSquared => Count < 2 ? 0 : Variance / Count;

    /// <summary>Of values.</summary>
    /// <param name="values">Finite numbers.</param>
    public static MeanSummary Of(ReadOnlySpan<double> values)
    {
        MeanSummary all = default;
        foreach (double value in values)
        {
            all = all.Add(value);
        }

        return all;
    }

    /// <summary>Of ones and zeros.</summary>
    /// <param name="hits">How many ones.</param>
    /// <param name="count">How many altogether, not fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more ones than values, or less than none.</exception>
    public static MeanSummary OfShare(long hits, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, count);
        return count == 0 ? default : new MeanSummary { Count = count, Mean = (double)hits / count, Squares = hits * ((count - hits) / (double)count) };
    }

    /// <summary>The same with one more value.</summary>
    /// <param name="value">A finite number.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public MeanSummary Add(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only a finite number has a place in a mean.");
        }

        double apart = value - Mean;
        double mean = Mean + (apart / (Count + 1));
        return new MeanSummary { Count = Count + 1, Mean = mean, Squares = Squares + (apart * (value - mean)) };
    }

    /// <summary>Of these values and others together.</summary>
    /// <param name="other">The others.</param>
    public MeanSummary Merge(MeanSummary other)
    {
        if (Count == 0 || other.Count == 0)
        {
            return Count == 0 ? other : this;
        }

        double count = Count + other.Count;
        double apart = other.Mean - Mean;
        return new MeanSummary
        {
            Count = Count + other.Count,
            Mean = ((Count * Mean) + (other.Count * other.Mean)) / count,
            Squares = Squares + other.Squares + (apart * apart * Count * (other.Count / count)),
        };
    }
}
