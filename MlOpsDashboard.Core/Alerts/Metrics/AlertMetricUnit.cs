namespace MlOpsDashboard.Core.Alerts.Metrics;

/// <summary>What a metric is counted in.</summary>
public enum AlertMetricUnit
{
    /// <summary>Nothing: a bare figure.</summary>
    None,

    /// <summary>A share from 0 to 1, written in per cent.</summary>
    Share,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Requests a minute.</summary>
    PerMinute,

    /// <summary>How many.</summary>
    Count,
}
