using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Statistics;

namespace MlOpsDashboard.Core.Drift;

/// <summary>One side of a comparison: what is known of a feature's values, from the rows themselves or from sketches of them.</summary>
internal sealed record FeatureSide
{
    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows without the value.</summary>
    public required int Missing { get; init; }

    /// <summary>The numbers, or so many of them at equal distances of rank; null for words, for texts and without any.</summary>
    public SortedSample? Numbers { get; init; }

    /// <summary>How far the distribution function of <see cref="Numbers"/> may be off; 0 for all of them.</summary>
    public double RankError { get; init; }

    /// <summary>The counts of each number, ascending; null when they are too many, for words and for texts.</summary>
    public IReadOnlyDictionary<double, long>? Few { get; init; }

    /// <summary>The counts of each word, the last of them those of words that training had not seen; null for anything else.</summary>
    public long[]? Codes { get; init; }

    /// <summary>For each slot of a hashed text the rows that have a word there; null for anything else.</summary>
    public long[]? Tokens { get; init; }

    /// <summary>Rows with the value.</summary>
    public int Present => Rows - Missing;

    /// <summary>The share of rows without the value.</summary>
    public double MissingShare => Missing / Math.Max(1.0, Rows);

    /// <summary>A feature's values.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="values">In the form of a row; NaN is missing.</param>
    /// <param name="tokens">For a hashed text the rows with a word in each slot.</param>
    public static FeatureSide Of(FeatureSignature feature, double[] values, long[]? tokens = null) =>
        feature.Text is not null ? Plain(values) with { Tokens = tokens }
        : feature.IsCoded ? OfCodes(values, feature.Categories.Count)
        : OfNumbers(values);

    /// <summary>Numbers.</summary>
    public static FeatureSide OfNumbers(double[] values)
    {
        double[] present = new double[values.Length];
        int count = 0;
        foreach (double value in values)
        {
            present[count] = value;
            count += double.IsNaN(value) ? 0 : 1;
        }

        Array.Resize(ref present, count);
        SortedSample? sorted = count == 0 ? null : SortedSample.Take(present);
        return new FeatureSide { Rows = values.Length, Missing = values.Length - count, Numbers = sorted, Few = sorted?.CountsUpTo(DriftRules.MostAsCategories) };
    }

    /// <summary>Codes of words, or positions of classes.</summary>
    /// <param name="values">NaN is missing.</param>
    /// <param name="known">The words that there are.</param>
    public static FeatureSide OfCodes(double[] values, int known)
    {
        long[] counts = new long[known + 1];
        foreach (double code in values)
        {
            if (!double.IsNaN(code))
            {
                counts[code >= 0 && code < known ? (int)code : known]++;
            }
        }

        return Plain(values) with { Codes = counts };
    }

    /// <summary>Words of which only the counts are known.</summary>
    /// <param name="counts">The last is that of unknown ones.</param>
    public static FeatureSide OfCounts(long[] counts) => new() { Rows = checked((int)counts.Sum()), Missing = 0, Codes = counts };

    /// <summary>The counts of words as if only so many were counted one by one: the next to last is that of all further known ones.</summary>
    /// <param name="length">At most that of <see cref="Codes"/>.</param>
    public long[] CodesUpTo(int length) => Codes!.Length == length ? Codes : [.. Codes[..(length - 2)], Codes[(length - 2)..^1].Sum(), Codes[^1]];

    private static FeatureSide Plain(double[] values) => new() { Rows = values.Length, Missing = values.Count(double.IsNaN) };
}
