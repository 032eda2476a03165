using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Monitoring.Settings;

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

    /// <summary>Days of ground truth that the accuracy in the metrics comes from, by the time of the predictions.</summary>
    /// <value>7.</value>
    [Range(1, 365)]
    public int QualityDays { get; set; } = 7;

    /// <summary>Seconds between two looks at models and ground truth for the metrics.</summary>
    /// <value>60.</value>
    [Range(1, 86400)]
    public int FiguresSeconds { get; set; } = 60;
}
