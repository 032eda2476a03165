namespace MlOpsDashboard.Core.Monitoring.Figures;

/// <summary>What the metrics say of a model version beside its traffic.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">The version.</param>
/// <param name="Bytes">The size of its artifact; null when it is not one of those that could be served next.</param>
/// <param name="Labelled">Predictions whose truth is known and that the quality comes from.</param>
/// <param name="Accuracy">The share of them that was right; null for regression and when there is none.</param>
/// <param name="Rmse">The root of their mean squared error, for regression.</param>
internal sealed record ModelFigure(string Model, int Version, long? Bytes, int Labelled, double? Accuracy, double? Rmse);
