namespace MlOpsDashboard.Core.Drift.Sketches;

/// <summary>Counts in a fixed number of places, exactly.</summary>
/// <param name="places">How many.</param>
internal abstract class CountSketch(int places) : FeatureSketch
{
    /// <summary>The counts.</summary>
    protected long[] Counts { get; } = new long[places];

    /// <inheritdoc/>
    protected override void WriteValues(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(Counts.Length);
        foreach (long count in Counts)
        {
            writer.Write7BitEncodedInt64(count);
        }
    }

    /// <inheritdoc/>
    protected override void MergeValues(BinaryReader reader)
    {
        int length = reader.Read7BitEncodedInt();
        if (length != Counts.Length)
        {
            throw new InvalidDataException($"A sketch of {length} places is none of {Counts.Length}.");
        }

        for (int i = 0; i < length; i++)
        {
            Counts[i] += reader.Read7BitEncodedInt64();
        }
    }
}
