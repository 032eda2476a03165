namespace MlOpsDashboard.Core.Alerts;

/// <summary>How pressing an alert is.</summary>
public enum AlertSeverity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>To be looked at within the day.</summary>
    Warning,

    /// <summary>To be looked at now.</summary>
    Critical,
}
