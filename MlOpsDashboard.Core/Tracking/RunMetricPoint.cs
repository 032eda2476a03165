namespace MlOpsDashboard.Core.Tracking;

/// <summary>One point of a metric's full history.</summary>
internal sealed class RunMetricPoint
{
    /// <summary>Given by the database; keeps the order in which points of one step arrived.</summary>
    public long Id { get; init; }

    public required string RunId { get; init; }

    public required string Key { get; init; }

    /// <summary>The value; null stands for NaN.</summary>
    public double? Value { get; init; }

    public required long Step { get; init; }

    public required DateTimeOffset At { get; init; }

    public static RunMetricPoint Of(string runId, MetricPoint point) => new()
    {
        RunId = runId,
        Key = point.Key,
        Value = RunMetric.Storable(point.Value),
        Step = point.Step,
        At = point.At,
    };
}
