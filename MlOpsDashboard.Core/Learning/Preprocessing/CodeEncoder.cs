using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>A category as a code from 0; missing and unseen are NaN.</summary>
/// <param name="Input">The position of the source column in the signature.</param>
/// <param name="Codes">For each of the signature's categories its code: rare ones share the last.</param>
/// <param name="Cardinality">The number of codes.</param>
internal sealed record CodeEncoder(int Input, int[] Codes, int Cardinality) : ColumnEncoder(Input)
{
    public override int Width => 1;

    public override IEnumerable<FeatureInfo> Describe(FeatureSignature source) =>
        [new FeatureInfo(source.Name, source.Name, Cardinality)];

    public override void Encode(double value, Span<float> destination) =>
        destination[0] = value >= 0 ? Codes[(int)value] : float.NaN;

    public override bool Fits(FeatureSignature source) => source.IsCoded
        && Cardinality > 0
        && Codes.Length == source.Categories.Count
        && Array.TrueForAll(Codes, code => code >= 0 && code < Cardinality);
}
