using System.Collections.Concurrent;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Alerts.Metrics;

/// <summary>Predictions beside what turned out to be true. Measured anew when a truth has come, and else once a minute.</summary>
/// <param name="quality">Judges.</param>
internal sealed class QualityReader(QualityService quality) : IAlertReader
{
    // Enough for half a per cent either way.
    private const int MostRows = 5_000;
    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Model, int Window), Measured> _measured = new();

    /// <inheritdoc/>
    public AlertMetricKind Kind => AlertMetricKind.Quality;

    /// <inheritdoc/>
    public async Task<AlertReading> ReadAsync(AlertRule rule, AlertSubject subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ModelVersion version = subject.Version!;
        Measured measured = await MeasureAsync(version, rule.WindowSeconds, now, cancellationToken).ConfigureAwait(false);
        long needed = Math.Max(1, rule.MinRows);
        if (measured.Rows < needed)
        {
            return AlertReading.TooFew(measured.Rows, needed, "labels");
        }

        if (rule.Metric == AlertMetrics.QualityRatio)
        {
            return Ratio(version, measured);
        }

        return measured.Metrics.TryGetValue(rule.Metric, out double value)
            ? new AlertReading(value, measured.Rows)
            : new AlertReading(null, measured.Rows, $"{rule.Metric} is not defined on these labels");
    }

    private static AlertReading Ratio(ModelVersion version, Measured measured)
    {
        string usual = MetricCatalog.QualityFor(version.Task).Name;
        string? name = version.Metrics.ContainsKey(usual) ? usual : version.Metric;
        if (name is null || MetricCatalog.Find(name) is not { } metric
            || !version.Metrics.TryGetValue(name, out double before) || !measured.Metrics.TryGetValue(name, out double now) || !(before > 0))
        {
            return new AlertReading(null, measured.Rows, $"{version.ModelId} has no level at its promotion to compare with");
        }

        // An error of nothing is as good as can be.
        double ratio = metric.HigherIsBetter ? now / before : now > 0 ? before / now : 1;
        return new AlertReading(ratio, measured.Rows, FormattableString.Invariant($"{name} {now:0.####}, {before:0.####} on held-out rows"));
    }

    private async Task<Measured> MeasureAsync(ModelVersion version, int window, DateTimeOffset now, CancellationToken cancellationToken)
    {
        long latest = await quality.LatestTruthAsync(cancellationToken).ConfigureAwait(false);
        (string, int) key = (version.ModelId, window);
        if (_measured.TryGetValue(key, out Measured? known) && known.LatestTruth == latest && now - known.At < s_fresh)
        {
            return known;
        }

        (int rows, IReadOnlyDictionary<string, double> metrics) = await quality
            .MeasureAsync(version, now.AddSeconds(-window), now, MostRows, cancellationToken).ConfigureAwait(false);
        return _measured[key] = new Measured(latest, now, rows, metrics);
    }

    private sealed record Measured(long LatestTruth, DateTimeOffset At, int Rows, IReadOnlyDictionary<string, double> Metrics);
}
