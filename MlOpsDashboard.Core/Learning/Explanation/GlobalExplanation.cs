namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>What matters to a model in general. Immutable.</summary>
/// <param name="Method">How the contributions were found.</param>
/// <param name="Space">Their unit.</param>
/// <param name="Rows">The number of background rows that were explained.</param>
/// <param name="Features">The columns, the largest mean contribution first.</param>
public sealed record GlobalExplanation(
    ExplanationMethod Method, ExplanationSpace Space, int Rows, IReadOnlyList<FeatureInfluence> Features);
