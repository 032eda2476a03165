namespace MlOpsDashboard.Core.Tracking;

/// <summary>Runs that have something in common.</summary>
/// <param name="By">What they are gathered by.</param>
/// <param name="Key">The job or the learner; null for the runs without one.</param>
/// <param name="Count">How many they are.</param>
/// <param name="LastStartedAt">When the latest of them began.</param>
/// <param name="Metric">What the latest of them that have a score are judged by; null when none has one.</param>
/// <param name="Best">The best score among those.</param>
/// <param name="IsOfParts">Whether the best is one of a search's trials, which are judged on other rows than the search itself.</param>
public sealed record RunGroup(RunGrouping By, string? Key, int Count, DateTimeOffset LastStartedAt, string? Metric, double? Best, bool IsOfParts);
