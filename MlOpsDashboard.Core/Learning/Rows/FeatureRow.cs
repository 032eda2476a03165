namespace MlOpsDashboard.Core.Learning.Rows;

/// <summary>The values of one row in the order of a model's signature.</summary>
/// <param name="values">
/// For each feature a number, seconds since 1970-01-01T00:00:00Z, or a category's code; NaN is missing. Behind them stand the slots of each hashed
/// text (<see cref="FeatureSignature.Text"/>). The array is kept, not copied.
/// </param>
public sealed class FeatureRow(double[] values)
{
    /// <summary>The code of a word that the training rows did not have.</summary>
    public const double Unseen = -1;

    /// <summary>One value a feature, then the slots of hashed texts.</summary>
    public ReadOnlySpan<double> Values => values;
}
