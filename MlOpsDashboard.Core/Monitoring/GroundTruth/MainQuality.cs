namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>The one figure that a version's labelled predictions are judged by.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">The version.</param>
/// <param name="IsRegression">Whether the figure is the RMSE; else it is the accuracy.</param>
/// <param name="Judged">Predictions that it comes from, at least 1.</param>
/// <param name="Value">The figure.</param>
internal sealed record MainQuality(string Model, int Version, bool IsRegression, int Judged, double Value);
