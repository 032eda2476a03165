namespace MlOpsDashboard.Core.Comparisons;

/// <summary>A version beside the first, on the same rows.</summary>
/// <param name="Baseline">The first.</param>
/// <param name="Candidate">The other.</param>
/// <param name="Gains">By how much it is better, metric by metric.</param>
/// <param name="Decisions">McNemar's test of who is right more often; null for numbers.</param>
/// <param name="Areas">DeLong's test of the areas under the ROC curves; null unless both tell the same two classes apart.</param>
public sealed record ComparedPair(
    string Baseline, string Candidate, IReadOnlyList<ComparedGain> Gains, DecisionTest? Decisions, AreaTest? Areas);
