using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>
/// A category as one feature each for the frequent words, then one for the rare and unseen ones (when there were rare ones),
/// then one for missing (when training rows lacked the value).
/// </summary>
/// <param name="Input">The position of the source column in the signature.</param>
/// <param name="Slots">For each of the signature's categories the position of its feature; rare ones share the position <paramref name="Frequent"/>.</param>
/// <param name="Frequent">The number of words with an own feature.</param>
/// <param name="Rare">Whether there is a feature for rare and unseen words.</param>
/// <param name="Indicator">Whether training rows lacked the value.</param>
internal sealed record OneHotEncoder(int Input, int[] Slots, int Frequent, bool Rare, bool Indicator) : ColumnEncoder(Input)
{
    public override int Width => Frequent + (Rare ? 1 : 0) + (Indicator ? 1 : 0);

    public override IEnumerable<FeatureInfo> Describe(FeatureSignature source)
    {
        for (int slot = 0; slot < Frequent; slot++)
        {
            yield return new FeatureInfo($"{source.Name}={source.Categories[Array.IndexOf(Slots, slot)]}", source.Name);
        }

        if (Rare)
        {
            yield return new FeatureInfo($"{source.Name} (rare)", source.Name);
        }

        if (Indicator)
        {
            yield return new FeatureInfo($"{source.Name} (missing)", source.Name);
        }
    }

    public override void Encode(double value, Span<float> destination)
    {
        destination[..Width].Clear();
        int slot = SlotOf(value);
        if (slot >= 0)
        {
            destination[slot] = 1;
        }
    }

    public override void EncodeColumn(ReadOnlySpan<double> values, ReadOnlySpan<float[]> columns)
    {
        foreach (float[] column in columns)
        {
            Array.Clear(column);
        }

        for (int row = 0; row < values.Length; row++)
        {
            int slot = SlotOf(values[row]);
            if (slot >= 0)
            {
                columns[slot][row] = 1;
            }
        }
    }

    public override bool Fits(FeatureSignature source) => source.IsCoded
        && Frequent >= 0
        && Slots.Length == source.Categories.Count
        && Array.TrueForAll(Slots, slot => slot >= 0 && slot < Frequent + (Rare ? 1 : 0))
        && Enumerable.Range(0, Frequent).All(slot => Array.IndexOf(Slots, slot) >= 0);

    private int SlotOf(double value)
    {
        if (double.IsNaN(value))
        {
            return Indicator ? Width - 1 : -1;
        }

        return value >= 0 ? Slots[(int)value] : Rare ? Frequent : -1;
    }
}
