using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>A number as it is; missing stays NaN.</summary>
/// <param name="Input">The position of the source column in the signature.</param>
internal sealed record NumberEncoder(int Input) : ColumnEncoder(Input)
{
    public override int Width => 1;

    public override IEnumerable<FeatureInfo> Describe(FeatureSignature source) => [new FeatureInfo(source.Name, source.Name)];

    public override void Encode(double value, Span<float> destination) => destination[0] = (float)value;

    public override bool Fits(FeatureSignature source) => !source.IsCoded;
}
