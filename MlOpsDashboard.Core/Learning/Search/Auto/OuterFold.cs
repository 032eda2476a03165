namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>What an outer fold of nested validation came to.</summary>
/// <param name="Number">The fold, from 1.</param>
/// <param name="Learner">The learner that its search chose.</param>
/// <param name="Value">The plan's metric on rows that nothing of its search had seen.</param>
/// <param name="Duration">How long the whole fold took.</param>
public sealed record OuterFold(int Number, string Learner, double Value, TimeSpan Duration);
