namespace MlOpsDashboard.Core.Drift;

/// <summary>The order of a report's features.</summary>
public enum DriftOrder
{
    /// <summary>The most suspicious first.</summary>
    Severity,

    /// <summary>What may cost most quality first.</summary>
    ExpectedLoss,
}
