namespace MlOpsDashboard.Core.Drift.Sketches;

/// <summary>Counts for each slot of a hashed text the rows that have a word there.</summary>
/// <param name="slots">The slots.</param>
internal sealed class TokenSketch(int slots) : CountSketch(slots)
{
    private long _texts;

    /// <inheritdoc/>
    public override FeatureSide ToSide(long rows) => new() { Rows = checked((int)rows), Missing = (int)(rows - _texts), Tokens = Counts };

    /// <inheritdoc/>
    protected override void AddValue(double value, ReadOnlySpan<double> slots)
    {
        _texts++;
        for (int i = 0; i < slots.Length; i++)
        {
            Counts[i] += slots[i] > 0 ? 1 : 0;
        }
    }

    /// <inheritdoc/>
    protected override void WriteValues(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64(_texts);
        base.WriteValues(writer);
    }

    /// <inheritdoc/>
    protected override void MergeValues(BinaryReader reader)
    {
        _texts += reader.Read7BitEncodedInt64();
        base.MergeValues(reader);
    }
}
