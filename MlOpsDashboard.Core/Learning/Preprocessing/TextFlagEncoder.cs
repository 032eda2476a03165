using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>Whether a hashed text is missing, where training rows lacked it. What the text says stands behind the columns of the row.</summary>
/// <param name="Input">The position of the source column in the signature.</param>
/// <param name="Indicator">Whether training rows lacked the value.</param>
internal sealed record TextFlagEncoder(int Input, bool Indicator) : ColumnEncoder(Input)
{
    public override int Width => Indicator ? 1 : 0;

    public override IEnumerable<FeatureInfo> Describe(FeatureSignature source) =>
        Indicator ? [new FeatureInfo($"{source.Name} (missing)", source.Name)] : [];

    public override void Encode(double value, Span<float> destination)
    {
        if (Indicator)
        {
            destination[0] = double.IsNaN(value) ? 1 : 0;
        }
    }

    public override bool Fits(FeatureSignature source) => source.Text is { IsValid: true };
}
