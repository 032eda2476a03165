using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>What the accuracy of predictions probably is whose truth is not known yet.</summary>
public sealed record LabelFreeEstimate
{
    /// <summary>Predictions without labels that were looked at, among the latest since the promotion.</summary>
    public required int Rows { get; init; }

    /// <summary>Predictions that an estimate needs.</summary>
    public required int NeededRows { get; init; }

    /// <summary>When the first of them was made, UTC; null without any.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When the last of them was made.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The expected accuracy, with three standard errors to each side; null where there are too few rows.</summary>
    public Interval? Accuracy { get; init; }

    /// <summary>Labelled predictions that the model's probabilities were calibrated with; 0 when there were too few of them.</summary>
    public required int CalibrationRows { get; init; }

    /// <summary>What to keep in mind.</summary>
    public required string Note { get; init; }
}
