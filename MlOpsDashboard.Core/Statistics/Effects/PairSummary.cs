namespace MlOpsDashboard.Core.Statistics.Effects;

/// <summary>
/// What has to be kept of pairs, a value and a covariate that was known before, to know how they go together. Takes pairs one by one, joins with
/// others, and can be kept in a database, as <see cref="MeanSummary"/>.
/// </summary>
public readonly record struct PairSummary
{
    /// <summary>The values.</summary>
    public MeanSummary Values { get; init; }

    /// <summary>Their covariates.</summary>
    public MeanSummary Covariates { get; init; }

    /// <summary>The sum of the products of both distances from their means.</summary>
    public double Products { get; init; }

    /// <summary>How closely value and covariate go together, from −1 to 1; 0 where one of them does not vary.</summary>
    public double Correlation => Values.Squares > 0 && Covariates.Squares > 0 ? Products / Math.Sqrt(Values.Squares * Covariates.Squares) : 0;

    /// <summary>The same with one more pair.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="covariate">A finite number.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is none.</exception>
    public PairSummary Add(double value, double covariate)
    {
        MeanSummary values = Values.Add(value);
        MeanSummary covariates = Covariates.Add(covariate);
        return new PairSummary
        {
            Values = values,
            Covariates = covariates,
            Products = Products + ((value - Values.Mean) * (covariate - covariates.Mean)),
        };
    }

    /// <summary>Of these pairs and others together.</summary>
    /// <param name="other">The others.</param>
    public PairSummary Merge(PairSummary other)
    {
        double count = Math.Max(1, Values.Count + other.Values.Count);
        double apart = (other.Values.Mean - Values.Mean) * (other.Covariates.Mean - Covariates.Mean);
        return new PairSummary
        {
            Values = Values.Merge(other.Values),
            Covariates = Covariates.Merge(other.Covariates),
            Products = Products + other.Products + (apart * Values.Count * (other.Values.Count / count)),
        };
    }
}
