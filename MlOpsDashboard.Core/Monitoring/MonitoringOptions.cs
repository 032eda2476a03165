namespace MlOpsDashboard.Core.Monitoring;

/// <summary>Settings of monitoring.</summary>
public sealed class MonitoringOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Monitoring";

    /// <summary>Who may read <c>/metrics</c> without credentials.</summary>
    /// <value>Callers on this machine.</value>
    public MetricsAccess Metrics { get; set; } = MetricsAccess.Loopback;
}
