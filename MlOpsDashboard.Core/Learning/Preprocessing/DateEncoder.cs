using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>A date as those of its parts that varied in the training rows.</summary>
/// <param name="Input">The position of the source column in the signature.</param>
/// <param name="Parts">The parts.</param>
/// <param name="FillMissing">Whether a missing date counts as the mean of each part; else it stays NaN.</param>
/// <param name="Indicator">Whether a last feature tells that the value is missing.</param>
internal sealed record DateEncoder(int Input, IReadOnlyList<ScaledDatePart> Parts, bool FillMissing, bool Indicator) : ColumnEncoder(Input)
{
    public override int Width => Parts.Count + (Indicator ? 1 : 0);

    public override IEnumerable<FeatureInfo> Describe(FeatureSignature source)
    {
        foreach (ScaledDatePart scaled in Parts)
        {
            yield return new FeatureInfo($"{source.Name}.{scaled.Part.ToString().ToLowerInvariant()}", source.Name);
        }

        if (Indicator)
        {
            yield return new FeatureInfo($"{source.Name} (missing)", source.Name);
        }
    }

    public override void Encode(double value, Span<float> destination)
    {
        bool missing = double.IsNaN(value);
        for (int i = 0; i < Parts.Count; i++)
        {
            ScaledDatePart scaled = Parts[i];
            destination[i] = missing
                ? FillMissing ? 0 : float.NaN
                : (float)Math.Clamp(
                    (DateParts.Of(scaled.Part, value) - scaled.Mean) / scaled.Deviation,
                    FillMissing ? -ScaledNumberEncoder.Limit : double.MinValue,
                    FillMissing ? ScaledNumberEncoder.Limit : double.MaxValue);
        }

        if (Indicator)
        {
            destination[Parts.Count] = missing ? 1 : 0;
        }
    }

    public override bool Fits(FeatureSignature source) => source.Type == Tabular.ColumnType.DateTime
        && Parts.All(scaled => Enum.IsDefined(scaled.Part) && double.IsFinite(scaled.Mean) && scaled.Deviation > 0);
}
