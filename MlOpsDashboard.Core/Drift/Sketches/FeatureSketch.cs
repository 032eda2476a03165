using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Drift.Sketches;

/// <summary>What is kept of one feature's values. Merges with others of the same feature.</summary>
internal abstract class FeatureSketch
{
    /// <summary>Rows without the value.</summary>
    protected long Missing { get; private set; }

    /// <summary>The sketch of a feature.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="seed">Differs between slices.</param>
    public static FeatureSketch Of(FeatureSignature feature, uint seed) => feature.Text is { } text ? new TokenSketch(text.Slots)
        : feature.IsCoded ? new CodeSketch(feature.Categories.Count)
        : new NumberSketch(seed);

    /// <summary>Counts a row.</summary>
    /// <param name="value">In the form of a row; NaN is missing.</param>
    /// <param name="slots">The slots of a hashed text.</param>
    public void Add(double value, ReadOnlySpan<double> slots)
    {
        if (double.IsNaN(value))
        {
            Missing++;
        }
        else
        {
            AddValue(value, slots);
        }
    }

    /// <summary>Writes the sketch.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64(Missing);
        WriteValues(writer);
    }

    /// <summary>Adds what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is a sketch of another feature.</exception>
    public void Merge(BinaryReader reader)
    {
        Missing += reader.Read7BitEncodedInt64();
        MergeValues(reader);
    }

    /// <summary>What is known now.</summary>
    /// <param name="rows">Rows in all.</param>
    public abstract FeatureSide ToSide(long rows);

    /// <summary>Counts a value.</summary>
    protected abstract void AddValue(double value, ReadOnlySpan<double> slots);

    /// <summary>Writes the values.</summary>
    protected abstract void WriteValues(BinaryWriter writer);

    /// <summary>Adds what <see cref="WriteValues"/> wrote.</summary>
    protected abstract void MergeValues(BinaryReader reader);
}
