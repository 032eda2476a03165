using System.Diagnostics.Metrics;
using MlOpsDashboard.Core.Monitoring.Figures;

namespace MlOpsDashboard.Core.Alerts;

/// <summary>How alerts themselves do.</summary>
internal sealed class AlertMeter
{
    private readonly Counter<long> _faults;
    private readonly Counter<long> _deliveries;

    /// <summary>Makes the instruments.</summary>
    /// <param name="factory">Owns the meter.</param>
    /// <param name="feed">Knows how many fire.</param>
    public AlertMeter(IMeterFactory factory, AlertFeed feed)
    {
        Meter meter = factory.Create(Meters.Alerts);
        meter.CreateObservableGauge("mlops.alerts.firing", () => feed.Firing, "{alert}", "Alerts that fire now.");
        _faults = meter.CreateCounter<long>("mlops.alerts.faults", "{fault}", "Alert rules that could not be evaluated, each time.");
        _deliveries = meter.CreateCounter<long>("mlops.alerts.deliveries", "{message}", "Attempts to send a message, by channel kind and outcome.");
    }

    /// <summary>A rule could not be evaluated.</summary>
    public void Failed() => _faults.Add(1);

    /// <summary>A message was tried.</summary>
    /// <param name="kind">The channel's kind.</param>
    /// <param name="outcome"><c>sent</c>, <c>failed</c> or <c>given_up</c>.</param>
    public void Tried(string kind, string outcome) => _deliveries.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", outcome));
}
