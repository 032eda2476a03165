using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>A boolean as 0 or 1. Missing and unseen are NaN when <paramref name="Fill"/> is, else <paramref name="Fill"/>.</summary>
/// <param name="Input">The position of the source column in the signature.</param>
/// <param name="TrueCode">The code of the word that means yes, or −1 when training rows had none.</param>
/// <param name="Fill">Stands in for a missing value; null keeps it missing.</param>
/// <param name="Indicator">Whether a second feature tells that the value is missing.</param>
internal sealed record FlagEncoder(int Input, int TrueCode, int? Fill, bool Indicator) : ColumnEncoder(Input)
{
    public override int Width => Indicator ? 2 : 1;

    public override IEnumerable<FeatureInfo> Describe(FeatureSignature source) => Indicator
        ? [new FeatureInfo(source.Name, source.Name), new FeatureInfo($"{source.Name} (missing)", source.Name)]
        : [new FeatureInfo(source.Name, source.Name)];

    public override void Encode(double value, Span<float> destination)
    {
        destination[0] = value >= 0 ? (value == TrueCode ? 1 : 0) : Fill ?? float.NaN;
        if (Indicator)
        {
            destination[1] = double.IsNaN(value) ? 1 : 0;
        }
    }

    public override bool Fits(FeatureSignature source) => source.IsCoded && TrueCode >= -1 && TrueCode < source.Categories.Count;
}
