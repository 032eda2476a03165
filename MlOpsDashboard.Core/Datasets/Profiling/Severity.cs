namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Look at it before training.</summary>
    Warning,

    /// <summary>Training on this misleads or cannot work.</summary>
    Error,
}
