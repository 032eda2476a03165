using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>Whether what a model learned still holds, by what turned out to be true of its predictions since its promotion.</summary>
public sealed record ConceptDriftReport
{
    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version in production.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>Since when it is in production, UTC. Earlier predictions are not looked at.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When this was found out, UTC.</summary>
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>What it says.</summary>
    public required DriftVerdict Verdict { get; init; }

    /// <summary>The verdict as a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>Labelled predictions that were looked at: the latest, at most <see cref="ConceptDriftService.MostRows"/>.</summary>
    public required int Rows { get; init; }

    /// <summary>Labelled predictions that a verdict needs.</summary>
    public required int NeededRows { get; init; }

    /// <summary>When the first of them was made; null without any.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When the last of them was made.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>What is watched: <c>error_rate</c> for classes, <c>absolute_error</c> for numbers.</summary>
    public required string Error { get; init; }

    /// <summary>What the performance is told in: <c>accuracy</c> or <c>rmse</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The performance now, with its 95 % interval; null without a verdict.</summary>
    public Interval? Now { get; init; }

    /// <summary>The labelled predictions that it comes from: the latest, and none from before the last change for the worse.</summary>
    public int NowRows { get; init; }

    /// <summary>The performance on held-out rows when it was trained; without its bounds where only the figure is known, null where that is not.</summary>
    public Interval? AtPromotion { get; init; }

    /// <summary>The detectors, the deciding one first; empty without a verdict.</summary>
    public IReadOnlyList<ConceptDetector> Detectors { get; init; } = [];

    /// <summary>The mean error of consecutive predictions over time; empty without a verdict.</summary>
    public IReadOnlyList<ErrorPoint> Series { get; init; } = [];

    /// <summary>What the accuracy of predictions without labels probably is; null for numbers.</summary>
    public LabelFreeEstimate? WithoutLabels { get; init; }
}
