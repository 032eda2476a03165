namespace MlOpsDashboard.Core.Comparisons;

/// <summary>Whether two versions are right equally often: McNemar's exact test.</summary>
/// <param name="OnlyBaselineRight">Rows that only the first got right.</param>
/// <param name="OnlyCandidateRight">Rows that only the other got right.</param>
/// <param name="PValue">How often chance alone would part them so, if they were equal.</param>
/// <param name="AdjustedPValue">The same with all pairs of the comparison allowed for (Benjamini–Hochberg).</param>
public sealed record DecisionTest(long OnlyBaselineRight, long OnlyCandidateRight, double PValue, double AdjustedPValue);
