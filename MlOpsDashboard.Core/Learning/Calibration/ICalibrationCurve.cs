namespace MlOpsDashboard.Core.Learning.Calibration;

/// <summary>From a model's probability of a class to the calibrated one; never falls. Immutable.</summary>
internal interface ICalibrationCurve
{
    /// <summary>The calibrated probability.</summary>
    /// <param name="probability">The model's, from 0 to 1.</param>
    double Of(double probability);
}
