using MlOpsDashboard.Core.Monitoring.Inputs;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Rollups;

namespace MlOpsDashboard.Core.Alerts.Metrics;

/// <summary>The values that come in: the feature that is worst off counts.</summary>
/// <param name="inputs">What is known of them.</param>
internal sealed class InputReader(DataQualityService inputs) : IAlertReader
{
    /// <inheritdoc/>
    public AlertMetricKind Kind => AlertMetricKind.Inputs;

    /// <inheritdoc/>
    public async Task<AlertReading> ReadAsync(AlertRule rule, AlertSubject subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var query = new MonitoringQuery { Model = subject.Model, From = RollupTime.Floor(now.AddSeconds(-rule.WindowSeconds), RollupStep.Minute), To = now };
        VersionInputs? version = (await inputs.ReadAsync(query, cancellationToken).ConfigureAwait(false))
            .FirstOrDefault(one => one.Version == subject.Version?.Version);
        long rows = version?.Rows ?? 0;
        if (version is null || rows < Math.Max(1, rule.MinRows))
        {
            return AlertReading.TooFew(rows, Math.Max(1, rule.MinRows), "rows");
        }

        (string Name, double Share)? worst = version.Features
            .Select(feature => (feature.Feature.Name, Share: (rule.Metric == AlertMetrics.MissingShare ? feature.Missing : feature.Odd).Live?.Value ?? 0))
            .Select(feature => ((string, double)?)feature)
            .MaxBy(feature => feature!.Value.Item2);
        return worst is { } found ? new AlertReading(found.Share, rows, found.Share > 0 ? $"of {found.Name}" : null) : new AlertReading(0, rows);
    }
}
