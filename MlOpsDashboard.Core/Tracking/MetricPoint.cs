namespace MlOpsDashboard.Core.Tracking;

/// <summary>One measurement of a metric.</summary>
/// <param name="Key">The metric's name.</param>
/// <param name="Value">The value; NaN and infinities are kept as they are.</param>
/// <param name="Step">Where in the run it was taken, such as the epoch; may repeat.</param>
/// <param name="At">When it was taken.</param>
public sealed record MetricPoint(string Key, double Value, long Step, DateTimeOffset At);
