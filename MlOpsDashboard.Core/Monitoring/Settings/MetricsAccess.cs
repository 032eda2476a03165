namespace MlOpsDashboard.Core.Monitoring.Settings;

/// <summary>Who may read <c>/metrics</c> without credentials.</summary>
public enum MetricsAccess
{
    /// <summary>Callers on this machine.</summary>
    Loopback,

    /// <summary>Everybody.</summary>
    Anyone,

    /// <summary>Nobody: an API key is needed.</summary>
    Nobody,
}
