namespace MlOpsDashboard.Core.Learning.Calibration;

/// <summary>How probabilities are brought to what is observed. The names are part of the REST contract.</summary>
public enum CalibrationMethod
{
    /// <summary>They stay as the model has them.</summary>
    None,

    /// <summary>By a logistic curve over the log-odds (Platt 1999).</summary>
    Platt,

    /// <summary>By a rising line of steps and slopes (Zadrozny and Elkan 2002).</summary>
    Isotonic,
}
