namespace MlOpsDashboard.Core.Alerts.Metrics;

/// <summary>Reads the metrics of one kind.</summary>
internal interface IAlertReader
{
    /// <summary>The kind.</summary>
    AlertMetricKind Kind { get; }

    /// <summary>What a metric says now.</summary>
    /// <param name="rule">The rule, whose window and least rows count.</param>
    /// <param name="subject">For what.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task<AlertReading> ReadAsync(AlertRule rule, AlertSubject subject, DateTimeOffset now, CancellationToken cancellationToken);
}
