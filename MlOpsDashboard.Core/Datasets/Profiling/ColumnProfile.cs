using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>What a column looks like. Dates are described in seconds since 1970-01-01T00:00:00Z.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">What the values mean.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="MissingMarkers">Rows without a value by what was written in its place.</param>
/// <param name="Distinct">Different values among the others.</param>
/// <param name="DistinctIsEstimate">Whether <paramref name="Distinct"/> is an estimate, to within about one per cent.</param>
public sealed record ColumnProfile(
    string Name,
    ColumnType Type,
    long Missing,
    IReadOnlyDictionary<string, long> MissingMarkers,
    long Distinct,
    bool DistinctIsEstimate)
{
    /// <summary>The smallest number or date; null for words or where every row is missing.</summary>
    public double? Min { get; init; }

    /// <summary>The largest number or date.</summary>
    public double? Max { get; init; }

    /// <summary>The arithmetic mean.</summary>
    public double? Mean { get; init; }

    /// <summary>The standard deviation of a sample (divided by n − 1).</summary>
    public double? Std { get; init; }

    /// <summary>Quantiles by their level, with linear interpolation (type 7 of Hyndman and Fan 1996); null for words.</summary>
    public IReadOnlyList<Quantile>? Quantiles { get; init; }

    /// <summary>The most frequent values, most frequent first; null where nearly all values differ or numbers have many values.</summary>
    public IReadOnlyList<ValueCount>? TopValues { get; init; }

    /// <summary>How the values spread: over ranges for numbers and dates, over the most frequent words else; null where every row is missing.</summary>
    public Histogram? Histogram { get; init; }

    /// <summary>Whether quantiles and histogram come from a uniform sample, because the column is too long to hold.</summary>
    public bool IsSampled { get; init; }
}
