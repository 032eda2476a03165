namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>The text formats in which Prometheus reads metrics.</summary>
public enum ExpositionFormat
{
    /// <summary>Prometheus text format 0.0.4.</summary>
    Prometheus,

    /// <summary>OpenMetrics text format 1.0.0.</summary>
    OpenMetrics,
}
