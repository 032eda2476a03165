namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>What the numbers of a metric family mean.</summary>
internal enum MetricKind
{
    /// <summary>A sum that only grows.</summary>
    Counter,

    /// <summary>A value that goes up and down.</summary>
    Gauge,

    /// <summary>Observations counted in buckets.</summary>
    Histogram,
}
