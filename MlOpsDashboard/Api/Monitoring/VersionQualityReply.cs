using MlOpsDashboard.Core.Monitoring.GroundTruth;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>How right the predictions of a version turned out to be.</summary>
/// <param name="ModelName">The model's name.</param>
/// <param name="ModelVersion">The version.</param>
/// <param name="Predictions">Predictions made in the range.</param>
/// <param name="Labelled">Predictions whose truth is known.</param>
/// <param name="Missing">Predictions whose truth is not known yet.</param>
/// <param name="Judged">Predictions that the figures come from.</param>
/// <param name="Metrics">Metrics with 95 % intervals; null ends where there is no accepted interval.</param>
/// <param name="CalibrationError">Expected calibration error over ten bins; null for regression.</param>
/// <param name="Series">Accuracy or RMSE over time.</param>
public sealed record VersionQualityReply(
    string ModelName,
    int ModelVersion,
    long Predictions,
    int Labelled,
    long Missing,
    int Judged,
    IReadOnlyDictionary<string, EstimateReply> Metrics,
    double? CalibrationError,
    IReadOnlyList<QualityPointReply> Series)
{
    internal static VersionQualityReply Of(VersionQuality quality) => new(
        quality.Model,
        quality.Version,
        quality.Predictions,
        quality.Labelled,
        quality.Predictions - quality.Labelled,
        quality.Judged,
        quality.Metrics.ToDictionary(pair => pair.Key, pair => EstimateReply.Of(pair.Value), StringComparer.Ordinal),
        quality.CalibrationError,
        [.. quality.Series.Select(point => new QualityPointReply(point.At, point.Labelled, EstimateReply.Of(point.Value)))]);
}
