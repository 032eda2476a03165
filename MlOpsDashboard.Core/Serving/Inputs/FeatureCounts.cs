namespace MlOpsDashboard.Core.Serving.Inputs;

/// <summary>What was odd about the values of a feature.</summary>
/// <param name="Missing">Rows taken without a value.</param>
/// <param name="Odd">Values outside the range of training, or words that training had not seen.</param>
/// <param name="RefusedMissing">Rows refused because the value was missing.</param>
/// <param name="RefusedType">Rows refused because the value was of a wrong type.</param>
/// <param name="RefusedTwice">Rows refused because the value came twice.</param>
internal readonly record struct FeatureCounts(long Missing, long Odd, long RefusedMissing, long RefusedType, long RefusedTwice)
{
    /// <summary>Rows refused because of the feature.</summary>
    public long Refused => RefusedMissing + RefusedType + RefusedTwice;

    /// <summary>The sum.</summary>
    /// <param name="other">Added to this.</param>
    public FeatureCounts Plus(FeatureCounts other) => new(
        Missing + other.Missing,
        Odd + other.Odd,
        RefusedMissing + other.RefusedMissing,
        RefusedType + other.RefusedType,
        RefusedTwice + other.RefusedTwice);
}
