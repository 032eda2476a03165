using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>How right a version was in a stretch of time.</summary>
/// <param name="At">Its beginning, UTC.</param>
/// <param name="Labelled">Predictions whose truth is known.</param>
/// <param name="Value">Accuracy, or RMSE for regression.</param>
public sealed record QualityPoint(DateTimeOffset At, int Labelled, Interval Value);
