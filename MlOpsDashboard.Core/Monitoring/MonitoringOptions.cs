using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Monitoring;

/// <summary>Settings of monitoring.</summary>
public sealed class MonitoringOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Monitoring";

    /// <summary>Who may read <c>/metrics</c> without credentials.</summary>
    /// <value>Callers on this machine.</value>
    public MetricsAccess Metrics { get; set; } = MetricsAccess.Loopback;

    /// <summary>Days that one-minute roll-ups are kept.</summary>
    /// <value>14.</value>
    [Range(1, 3650)]
    public int KeepMinutesForDays { get; set; } = 14;

    /// <summary>Days that one-hour roll-ups are kept.</summary>
    /// <value>400: a year can be compared with the one before.</value>
    [Range(1, 36500)]
    public int KeepHoursForDays { get; set; } = 400;
}
