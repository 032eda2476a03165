namespace MlOpsDashboard.Core.Tracking;

/// <summary>The latest point of a metric: the greatest step, then the latest time, then the greatest value.</summary>
internal sealed class RunMetric
{
    public required string RunId { get; init; }

    public required string Key { get; init; }

    /// <summary>The value; null stands for NaN, which SQLite cannot store and which sorts last this way on both databases.</summary>
    public double? Value { get; set; }

    public long Step { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Takes the point's value unless the present one is later.</summary>
    public void Advance(MetricPoint point)
    {
        double? value = Storable(point.Value);
        var order = (point.Step, point.At, value ?? double.NegativeInfinity);
        if (order.CompareTo((Step, At, Value ?? double.NegativeInfinity)) >= 0)
        {
            (Value, Step, At) = (value, point.Step, point.At);
        }
    }

    public static RunMetric Of(string runId, MetricPoint point) => new()
    {
        RunId = runId,
        Key = point.Key,
        Value = Storable(point.Value),
        Step = point.Step,
        At = point.At,
    };

    public static double? Storable(double value) => double.IsNaN(value) ? null : value;
}
