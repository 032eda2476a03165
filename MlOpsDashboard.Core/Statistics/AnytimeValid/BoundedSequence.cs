namespace MlOpsDashboard.Core.Statistics.AnytimeValid;

/// <summary>
/// An interval for the mean of values between two bounds that holds at all times together and for however few values: the predictable plug-in
/// empirical-Bernstein confidence sequence (Waudby-Smith and Ramdas 2024, J. R. Stat. Soc. B 86, 1, theorem 2). It takes values one by one and
/// is all that must be kept of them.
/// </summary>
/// <remarks>
/// What a value weighs depends on those before it: so two sequences cannot be joined, and the order of the values must not depend on what
/// they are. Each end alone is wrong with a chance of at most half of <see cref="Alpha"/>.
/// </remarks>
public sealed record BoundedSequence
{
    // No weight above this; the paper advises ½ or ¾.
    private const double MostWeight = 0.5;

    private readonly double _alpha = 0.05;

    /// <summary>The chance that the mean is ever outside the interval; above 0, below 1. It must not change on the way.</summary>
    /// <value>Default 0.05.</value>
    public double Alpha
    {
        get => _alpha;
        init => _alpha = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Alpha lies between 0 and 1.");
    }

    /// <summary>No value can be below this. It must not change on the way.</summary>
    /// <value>Default 0.</value>
    public double Least { get; init; }

    /// <summary>No value can be above this. It must not change on the way.</summary>
    /// <value>Default 1. For differences of two shares take −1 and 1.</value>
    public double Most { get; init; } = 1;

    /// <summary>How many values it has taken.</summary>
    public long Count { get; init; }

    /// <summary>The sum of the values, as parts of the way from the least to the most.</summary>
    public double Sum { get; init; }

    /// <summary>The sum of the squares of their distances from the mean as it was with each.</summary>
    public double Squares { get; init; }

    /// <summary>The sum of the weights.</summary>
    public double Weights { get; init; }

    /// <summary>The sum of the values, as parts of the way, by their weights.</summary>
    public double Weighted { get; init; }

    /// <summary>What the values' surprise costs in width: Σ vψ(λ) of the paper.</summary>
    public double Price { get; init; }

    /// <summary>The highest lower end so far, as a part of the way.</summary>
    public double LowestPart { get; init; }

    /// <summary>The lowest upper end so far, as a part of the way.</summary>
    public double HighestPart { get; init; } = 1;

    /// <summary>The estimate: the values' weighted mean; in the middle of the bounds where there are none.</summary>
    public double Centre => Value(Weights > 0 ? Weighted / Weights : 0.5);

    /// <summary>The lower end of all intervals so far together.</summary>
    public double Lower => Value(LowestPart);

    /// <summary>The upper end of all intervals so far together.</summary>
    public double Upper => Value(HighestPart);

    /// <summary>Whether no mean is left: with a chance above 1 − α, the values are not drawn from one and the same.</summary>
    public bool IsEmpty => LowestPart > HighestPart;

    /// <summary>The same with one more value.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not between the bounds.</exception>
    public BoundedSequence Add(double value)
    {
        if (!(value >= Least && value <= Most))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"The bounds are {Least} and {Most}.");
        }

        double part = (value - Least) / (Most - Least);
        double log = Math.Log(2 / Alpha);
        long count = Count + 1;
        double variance = (0.25 + Squares) / count;
        double weight = Math.Min(MostWeight, Math.Sqrt(2 * log / (variance * count * Math.Log(1 + count))));
        double surprise = part - ((0.5 + Sum) / count);
        double apart = part - ((0.5 + Sum + part) / (count + 1));
        double weights = Weights + weight;
        double weighted = Weighted + (weight * part);
        double price = Price + (surprise * surprise * (-Math.Log(1 - weight) - weight));
        double half = (log + price) / weights;
        return this with
        {
            Count = count,
            Sum = Sum + part,
            Squares = Squares + (apart * apart),
            Weights = weights,
            Weighted = weighted,
            Price = price,
            LowestPart = Math.Max(LowestPart, (weighted / weights) - half),
            HighestPart = Math.Min(HighestPart, (weighted / weights) + half),
        };
    }

    private double Value(double part) => Least + (part * (Most - Least));
}
