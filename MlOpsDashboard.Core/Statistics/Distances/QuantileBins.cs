namespace MlOpsDashboard.Core.Statistics.Distances;

/// <summary>
/// Bins that hold equally many values of a reference, the usual ones of the population stability index: each reaches from above one border up to
/// and including the next. Borders that coincide, as with many ties, are one.
/// </summary>
public sealed class QuantileBins
{
    /// <summary>The usual number of bins.</summary>
    public const int Usual = 10;

    private readonly double[] _borders;

    private QuantileBins(double[] borders) => _borders = borders;

    /// <summary>The borders between the bins, ascending; one fewer than bins.</summary>
    public ReadOnlySpan<double> Borders => _borders;

    /// <summary>Makes the bins of a reference.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="bins">How many, at least 2; fewer come out where values are tied.</param>
    public static QuantileBins Of(SortedSample reference, int bins = Usual)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        var borders = new List<double>();
        for (int i = 1; i < bins; i++)
        {
            double border = reference.Quantile((double)i / bins);
            if (borders.Count == 0 || border > borders[^1])
            {
                borders.Add(border);
            }
        }

        return new QuantileBins([.. borders]);
    }

    /// <summary>The number of values in each bin.</summary>
    /// <param name="sample">Any sample.</param>
    public long[] Count(SortedSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        long[] counts = new long[_borders.Length + 1];
        int bin = 0;
        foreach (double value in sample.Values)
        {
            while (bin < _borders.Length && value > _borders[bin])
            {
                bin++;
            }

            counts[bin]++;
        }

        return counts;
    }
}
