namespace MlOpsDashboard.Core.Retraining;

/// <summary>A model's policy, and what it waits for.</summary>
/// <param name="ModelName">The model.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Active">The retraining that goes on; null for none.</param>
/// <param name="WaitsFor">Why none starts now, in a sentence; null while one goes on.</param>
/// <param name="NextScheduledAt">When the schedule starts one, UTC; null without a schedule.</param>
/// <param name="SegmentColumns">The features of words, which can be named as segments.</param>
public sealed record RetrainingStatus(
    string ModelName, RetrainingPolicy Policy, RetrainingDecision? Active, string? WaitsFor, DateTimeOffset? NextScheduledAt, IReadOnlyList<string> SegmentColumns);
