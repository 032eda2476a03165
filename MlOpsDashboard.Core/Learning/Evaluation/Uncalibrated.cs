namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>How good the probabilities of a calibrated model were before.</summary>
/// <param name="Calibration">As <see cref="Curves.Calibration"/>.</param>
/// <param name="CalibrationError">As <see cref="Curves.CalibrationError"/>.</param>
/// <param name="Brier">The Brier score.</param>
public sealed record Uncalibrated(IReadOnlyList<ReliabilityBin> Calibration, double CalibrationError, double Brier);
