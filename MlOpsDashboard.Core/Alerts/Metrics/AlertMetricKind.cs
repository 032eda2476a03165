namespace MlOpsDashboard.Core.Alerts.Metrics;

/// <summary>Where a metric comes from.</summary>
public enum AlertMetricKind
{
    /// <summary>Requests and how long they took.</summary>
    Traffic,

    /// <summary>The values that come in.</summary>
    Inputs,

    /// <summary>Predictions beside what turned out to be true.</summary>
    Quality,

    /// <summary>The latest check for drift.</summary>
    Drift,

    /// <summary>Training jobs and batch jobs.</summary>
    Jobs,
}
