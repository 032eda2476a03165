using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>A number minus the mean, in standard deviations; missing becomes the median, and is told by a second feature.</summary>
/// <param name="Input">The position of the source column in the signature.</param>
/// <param name="Median">Stands in for a missing value.</param>
/// <param name="Mean">The training rows' mean.</param>
/// <param name="Deviation">The training rows' standard deviation, above 0.</param>
/// <param name="Indicator">Whether training rows lacked the value.</param>
internal sealed record ScaledNumberEncoder(int Input, double Median, double Mean, double Deviation, bool Indicator) : ColumnEncoder(Input)
{
    /// <summary>Values further out count as this many deviations: one mistyped number must not overflow a model.</summary>
    internal const double Limit = 50;

    public override int Width => Indicator ? 2 : 1;

    public override IEnumerable<FeatureInfo> Describe(FeatureSignature source) => Indicator
        ? [new FeatureInfo(source.Name, source.Name), new FeatureInfo($"{source.Name} (missing)", source.Name)]
        : [new FeatureInfo(source.Name, source.Name)];

    public override void Encode(double value, Span<float> destination)
    {
        bool missing = double.IsNaN(value);
        double known = missing ? Median : (float)value;
        destination[0] = (float)Math.Clamp((known - Mean) / Deviation, -Limit, Limit);
        if (Indicator)
        {
            destination[1] = missing ? 1 : 0;
        }
    }

    public override bool Fits(FeatureSignature source) =>
        !source.IsCoded && double.IsFinite(Median) && double.IsFinite(Mean) && Deviation > 0;
}
