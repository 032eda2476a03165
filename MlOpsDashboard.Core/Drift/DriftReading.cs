namespace MlOpsDashboard.Core.Drift;

/// <summary>How a check has read the current rows.</summary>
public enum DriftReading
{
    /// <summary>One by one: all figures are exact.</summary>
    Rows,

    /// <summary>By sketches: counts are exact, and the distribution functions of numbers are off by 0.005 at most.</summary>
    Sketches,
}
