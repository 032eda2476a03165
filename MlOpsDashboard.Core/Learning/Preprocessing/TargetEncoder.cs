using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>
/// A category as the mean answer of its training rows, drawn towards the mean of all (Micci-Barreca 2001): one feature, or one for
/// each of several classes. Missing is a category of its own where training rows lacked the value; an unseen word has the mean of all.
/// </summary>
/// <param name="Input">The position of the source column in the signature.</param>
/// <param name="Values">For each feature the value of each of the signature's categories, scaled in the dense layout.</param>
/// <param name="Missing">For each feature the value of a missing one.</param>
/// <param name="Unseen">For each feature the value of an unseen one.</param>
/// <param name="Classes">The classes that the features are about; empty where there is one feature.</param>
internal sealed record TargetEncoder(int Input, float[][] Values, float[] Missing, float[] Unseen, IReadOnlyList<string> Classes) : ColumnEncoder(Input)
{
    public override int Width => Values.Length;

    public override IEnumerable<FeatureInfo> Describe(FeatureSignature source) => Classes.Count == 0
        ? [new FeatureInfo($"{source.Name} (mean answer)", source.Name)]
        : Classes.Select(word => new FeatureInfo($"{source.Name} (share of {word})", source.Name));

    public override void Encode(double value, Span<float> destination)
    {
        for (int i = 0; i < Values.Length; i++)
        {
            destination[i] = value >= 0 ? Values[i][(int)value] : double.IsNaN(value) ? Missing[i] : Unseen[i];
        }
    }

    public override bool Fits(FeatureSignature source) => source.IsCoded
        && Values.Length > 0
        && Missing.Length == Values.Length
        && Unseen.Length == Values.Length
        && Classes.Count is var classes
        && (classes == 0 ? Values.Length == 1 : classes == Values.Length)
        && Array.TrueForAll(Values, values => values is not null && values.Length == source.Categories.Count && Array.TrueForAll(values, float.IsFinite))
        && Array.TrueForAll(Missing, float.IsFinite)
        && Array.TrueForAll(Unseen, float.IsFinite);
}
