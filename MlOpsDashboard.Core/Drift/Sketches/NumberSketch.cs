using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Sketches;

namespace MlOpsDashboard.Core.Drift.Sketches;

/// <summary>Keeps the distribution of numbers, and the counts of each as long as they are few.</summary>
/// <param name="seed">Differs between slices.</param>
internal sealed class NumberSketch(uint seed) : FeatureSketch
{
    // Enough for the error to be that of the sketch, and few enough to be compared at once.
    private const int MostSpread = 20_000;
    private const byte Doubles = 1;

    private readonly QuantileSketch _values = new(seed: seed);
    private readonly ValueCounts _few = new(DriftRules.MostAsCategories);

    /// <inheritdoc/>
    public override FeatureSide ToSide(long rows) => new()
    {
        Rows = checked((int)rows),
        Missing = (int)Missing,
        Numbers = _values.Count == 0 ? null : SortedSample.Take(_values.Spread(MostSpread)),
        RankError = _values.IsExact ? 0 : QuantileSketch.UsualError,
        Few = _few.Counts,
    };

    /// <inheritdoc/>
    protected override void AddValue(double value, ReadOnlySpan<double> slots)
    {
        _values.Add(value);
        _few.Add(value);
    }

    /// <inheritdoc/>
    protected override void WriteValues(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_few.Counts is { } few ? few.Count : -1);
        foreach ((double value, long count) in _few.Counts ?? new Dictionary<double, long>())
        {
            writer.Write(value);
            writer.Write7BitEncodedInt64(count);
        }

        writer.Write7BitEncodedInt(_values.Levels.Count);
        foreach (SketchLevel level in _values.Levels)
        {
            WriteLevel(writer, level.Sorted());
        }
    }

    /// <inheritdoc/>
    protected override void MergeValues(BinaryReader reader)
    {
        int few = reader.Read7BitEncodedInt();
        if (few < 0)
        {
            _few.GiveUp();
        }

        for (int i = 0; i < few; i++)
        {
            double value = reader.ReadDouble();
            _few.Add(value, reader.Read7BitEncodedInt64());
        }

        int levels = reader.Read7BitEncodedInt();
        for (int level = 0; level < levels; level++)
        {
            double[] values = new double[reader.Read7BitEncodedInt()];
            bool asDoubles = reader.ReadByte() == Doubles;
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = asDoubles ? reader.ReadDouble() : reader.ReadSingle();
            }

            _values.Add(level, values);
        }
    }

    // What the model reads as floats is kept as floats.
    private static void WriteLevel(BinaryWriter writer, ReadOnlySpan<double> values)
    {
        bool asDoubles = false;
        foreach (double value in values)
        {
            asDoubles |= (float)value != value;
        }

        writer.Write7BitEncodedInt(values.Length);
        writer.Write(asDoubles ? Doubles : (byte)0);
        foreach (double value in values)
        {
            if (asDoubles)
            {
                writer.Write(value);
            }
            else
            {
                writer.Write((float)value);
            }
        }
    }
}
