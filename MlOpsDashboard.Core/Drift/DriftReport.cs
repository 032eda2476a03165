using MlOpsDashboard.Core.Drift.Concept;
using MlOpsDashboard.Core.Drift.Together;

namespace MlOpsDashboard.Core.Drift;

/// <summary>The answer of a check.</summary>
public sealed record DriftReport
{
    /// <summary>Names the report.</summary>
    public required string Id { get; init; }

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version in production, whose training data is the reference.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string CheckedBy { get; init; }

    /// <summary>What was compared: <c>predictions</c>, or a data set's version as <c>name:version</c>.</summary>
    public required string Source { get; init; }

    /// <summary>When the first of the predictions was made; null for a data set and without rows.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When the last of the predictions was made.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Current rows.</summary>
    public required int Rows { get; init; }

    /// <summary>How the current rows were read: one by one, or by sketches, which are of whole stretches of up to an hour.</summary>
    public DriftReading Reading { get; init; }

    /// <summary>Rows that a verdict needs.</summary>
    public required int NeededRows { get; init; }

    /// <summary>The reference, as <c>name:version</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>Rows of the reference that were looked at.</summary>
    public required int ReferenceRows { get; init; }

    /// <summary>The chance that a check alarms although nothing has changed.</summary>
    public required double FalseAlarmRate { get; init; }

    /// <summary>What it says.</summary>
    public required DriftVerdict Verdict { get; init; }

    /// <summary>The verdict as a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The share of the compared features that have drifted; null without a verdict.</summary>
    public double? ShareDrifted { get; init; }

    /// <summary>All features together; null without a verdict, with too few rows, and where it is switched off.</summary>
    public TogetherDrift? Together { get; init; }

    /// <summary>The performance that expected losses are reckoned with; null when it is not known.</summary>
    public ExpectedPerformance? Performance { get; init; }

    /// <summary>Why there are no expected losses; null when there are.</summary>
    public string? LossNote { get; init; }

    /// <summary>The features, the most suspicious first; empty without a verdict.</summary>
    public IReadOnlyList<FeatureDrift> Features { get; init; } = [];

    /// <summary>The model's answers; null where it is not known how they were distributed on rows that it had not learned from.</summary>
    public FeatureDrift? Prediction { get; init; }

    /// <summary>The report with its features in an order.</summary>
    /// <param name="order">The order.</param>
    public DriftReport In(DriftOrder order) => order == DriftOrder.Severity
        ? this
        : this with { Features = [.. Features.OrderByDescending(feature => feature.ExpectedLoss ?? -1)] };
}
