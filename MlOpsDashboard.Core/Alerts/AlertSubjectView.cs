namespace MlOpsDashboard.Core.Alerts;

/// <summary>Where a rule stands for one model.</summary>
/// <param name="ModelName">The model; null for the whole program.</param>
/// <param name="ModelVersion">The version in production; null where the metric is of no version.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Value">The latest value; null without a verdict.</param>
/// <param name="Rows">The requests, labels or rows that it comes from.</param>
/// <param name="Note">Why there is no value, or what belongs to it; null for nothing.</param>
/// <param name="Since">Since when it is in its state; null when it never changed.</param>
public sealed record AlertSubjectView(
    string? ModelName, int? ModelVersion, AlertState State, double? Value, long Rows, string? Note, DateTimeOffset? Since);
