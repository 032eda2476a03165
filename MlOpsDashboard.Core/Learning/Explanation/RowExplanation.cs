namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>
/// Why a model answers what it answers for one row: the base value and the contributions of the source columns add up to the
/// output (Shapley values). Immutable.
/// </summary>
/// <param name="Method">How the contributions were found.</param>
/// <param name="Space">Their unit.</param>
/// <param name="Class">The position of the class that is explained; 0 for a regression.</param>
/// <param name="BaseValue">What the model answers when nothing is known of a row.</param>
/// <param name="Output">What it answers for this row.</param>
/// <param name="Contributions">One value a source column, in the order of the signature.</param>
public sealed record RowExplanation(
    ExplanationMethod Method,
    ExplanationSpace Space,
    int Class,
    double BaseValue,
    double Output,
    IReadOnlyList<double> Contributions)
{
    /// <summary>Whether the model's probabilities are calibrated afterwards: what is explained is what the model says before that.</summary>
    public bool BeforeCalibration { get; init; }
}
