namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>
/// Turns the values of one feature into at most 255 bins and one for missing values. A number's bin is the count of thresholds
/// below it; a category has a bin of its own, or shares the last when there are too many.
/// </summary>
internal sealed class BinMapper
{
    /// <summary>The most bins for values; the next number is for missing values.</summary>
    public const int MaxBins = 255;

    private readonly float[] _padded = new float[MaxBins + 1];

    private BinMapper(float[] thresholds, byte[]? categoryBins, int binCount)
    {
        Thresholds = thresholds;
        CategoryBins = categoryBins;
        BinCount = binCount;
        Array.Fill(_padded, float.PositiveInfinity);
        thresholds.CopyTo(_padded, 0);
    }

    /// <summary>Ascending; the last bin has none.</summary>
    public float[] Thresholds { get; }

    /// <summary>The bin of each category's code, or null for a number.</summary>
    public byte[]? CategoryBins { get; }

    /// <summary>Bins for values, 0 when every value is missing.</summary>
    public int BinCount { get; }

    public bool IsCategorical => CategoryBins is not null;

    /// <summary>The bin of NaN and of codes out of range.</summary>
    public int MissingBin => BinCount;

    public static BinMapper ForNumbers(float[] ascendingThresholds, bool anyValue) =>
        new(ascendingThresholds, null, anyValue ? ascendingThresholds.Length + 1 : 0);

    public static BinMapper ForCategories(byte[] categoryBins) =>
        new([], categoryBins, categoryBins.Length == 0 ? 0 : categoryBins.Max() + 1);

    /// <summary>The largest value of a bin.</summary>
    public float UpperBound(int bin) => _padded[bin];

    /// <summary>Maps values to bins.</summary>
    /// <param name="values">The values.</param>
    /// <param name="bins">As many bins.</param>
    /// <returns>Whether any was missing.</returns>
    public bool Map(ReadOnlySpan<float> values, Span<byte> bins) =>
        CategoryBins is null ? MapNumbers(values, bins) : MapCategories(values, bins, CategoryBins);

    private bool MapNumbers(ReadOnlySpan<float> values, Span<byte> bins)
    {
        ReadOnlySpan<float> thresholds = _padded;
        bool missing = false;
        for (int i = 0; i < values.Length; i++)
        {
            float value = values[i];
            if (float.IsNaN(value))
            {
                bins[i] = (byte)MissingBin;
                missing = true;
                continue;
            }

            // A binary search of fixed length, without branches to mispredict.
            int bin = value > thresholds[127] ? 128 : 0;
            bin += value > thresholds[bin + 63] ? 64 : 0;
            bin += value > thresholds[bin + 31] ? 32 : 0;
            bin += value > thresholds[bin + 15] ? 16 : 0;
            bin += value > thresholds[bin + 7] ? 8 : 0;
            bin += value > thresholds[bin + 3] ? 4 : 0;
            bin += value > thresholds[bin + 1] ? 2 : 0;
            bin += value > thresholds[bin] ? 1 : 0;
            bins[i] = (byte)bin;
        }

        return missing;
    }

    private bool MapCategories(ReadOnlySpan<float> values, Span<byte> bins, byte[] categoryBins)
    {
        bool missing = false;
        for (int i = 0; i < values.Length; i++)
        {
            float value = values[i];
            if (value >= 0 && value < categoryBins.Length)
            {
                bins[i] = categoryBins[(int)value];
            }
            else
            {
                bins[i] = (byte)MissingBin;
                missing = true;
            }
        }

        return missing;
    }
}
