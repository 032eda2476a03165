using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>How right the predictions of a version turned out to be.</summary>
public sealed record VersionQuality
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>What it predicts.</summary>
    public required TaskKind Task { get; init; }

    /// <summary>Predictions made in the range, from the roll-ups.</summary>
    public required long Predictions { get; init; }

    /// <summary>Predictions whose truth is known.</summary>
    public required int Labelled { get; init; }

    /// <summary>Predictions that the figures come from: the latest, at most <see cref="QualityService.MostRows"/>.</summary>
    public required int Judged { get; init; }

    /// <summary>Metrics by their names in the REST contract, with 95 % intervals; those whose interval has no accepted form have only a value.</summary>
    public required IReadOnlyDictionary<string, Interval> Metrics { get; init; }

    /// <summary>Expected calibration error over ten bins; null for regression.</summary>
    public required double? CalibrationError { get; init; }

    /// <summary>Accuracy or RMSE over time.</summary>
    public required IReadOnlyList<QualityPoint> Series { get; init; }
}
