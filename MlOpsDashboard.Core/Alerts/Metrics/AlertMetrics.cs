using MlOpsDashboard.Core.Learning.Evaluation;

namespace MlOpsDashboard.Core.Alerts.Metrics;

/// <summary>Everything that a rule can watch.</summary>
public static class AlertMetrics
{
    /// <summary>The live quality as a share of that on held-out rows.</summary>
    public const string QualityRatio = "quality_ratio";

    /// <summary>The latency that 99 % of the answers keep below.</summary>
    public const string LatencyP99 = "latency_p99_ms";

    /// <summary>Whether the latest check found drift: 1 or 0.</summary>
    public const string Drift = "drift";

    internal const string RequestsPerMinute = "requests_per_minute";
    internal const string ErrorRate = "error_rate";
    internal const string RefusedShare = "refused_share";
    internal const string LatencyMean = "latency_mean_ms";
    internal const string LatencyP50 = "latency_p50_ms";
    internal const string LatencyP95 = "latency_p95_ms";
    internal const string MissingShare = "missing_share";
    internal const string UnseenShare = "unseen_share";
    internal const string DriftShare = "drift_share";
    internal const string JobFailures = "job_failures";

    private const int FiveMinutes = 300;
    private const int Hour = 3600;
    private const int Day = 24 * Hour;
    private const int Week = 7 * Day;
    private const double Any = double.PositiveInfinity;

    /// <summary>All of them, in the order in which they are offered.</summary>
    public static IReadOnlyList<AlertMetric> All { get; } =
    [
        new(QualityRatio, "quality against its level at promotion", AlertMetricKind.Quality, AlertMetricUnit.None, 0, Any, 200, Week),
        new(LatencyP99, "p99 latency", AlertMetricKind.Traffic, AlertMetricUnit.Milliseconds, 0, Any, 100, FiveMinutes),
        new(LatencyP95, "p95 latency", AlertMetricKind.Traffic, AlertMetricUnit.Milliseconds, 0, Any, 50, FiveMinutes),
        new(LatencyP50, "median latency", AlertMetricKind.Traffic, AlertMetricUnit.Milliseconds, 0, Any, 20, FiveMinutes),
        new(LatencyMean, "mean latency", AlertMetricKind.Traffic, AlertMetricUnit.Milliseconds, 0, Any, 20, FiveMinutes),
        new(ErrorRate, "error rate", AlertMetricKind.Traffic, AlertMetricUnit.Share, 0, 1, 50, FiveMinutes),
        new(RefusedShare, "share of refused requests", AlertMetricKind.Traffic, AlertMetricUnit.Share, 0, 1, 50, FiveMinutes),
        new(RequestsPerMinute, "requests a minute", AlertMetricKind.Traffic, AlertMetricUnit.PerMinute, 0, Any, 0, FiveMinutes),
        new(MissingShare, "greatest share of missing values", AlertMetricKind.Inputs, AlertMetricUnit.Share, 0, 1, 200, Hour),
        new(UnseenShare, "greatest share of values unlike any in training", AlertMetricKind.Inputs, AlertMetricUnit.Share, 0, 1, 200, Hour),
        new(Drift, "drift", AlertMetricKind.Drift, AlertMetricUnit.None, 0, 1, 0, Week),
        new(DriftShare, "share of drifted features", AlertMetricKind.Drift, AlertMetricUnit.Share, 0, 1, 0, Week),
        new(JobFailures, "failed jobs", AlertMetricKind.Jobs, AlertMetricUnit.Count, 0, Any, 0, Day),
        .. MetricCatalog.All.Select(metric => Quality(metric.Name, Words(metric.DisplayName))),
        Quality(PositiveFigures.Precision, "precision"),
        Quality(PositiveFigures.Recall, "recall"),
    ];

    /// <summary>The metric of a name; null when there is none.</summary>
    /// <param name="name">Its name in the REST contract.</param>
    public static AlertMetric? Find(string? name) => All.FirstOrDefault(metric => metric.Name == name);

    private static AlertMetric Quality(string name, string words)
    {
        (double least, double most) = name switch
        {
            "mcc" or "kappa" => (-1.0, 1.0),
            "r2" => (-Any, 1.0),
            "brier" => (0, 2),
            _ when MetricCatalog.Find(name) is { HigherIsBetter: false } => (0, Any),
            _ => (0, 1),
        };
        return new(name, words, AlertMetricKind.Quality, AlertMetricUnit.None, least, most, 200, Week);
    }

    // Abbreviations stay as they are: a second letter that is small tells a word.
    private static string Words(string name) => name.Length > 1 && char.IsLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;
}
