namespace MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;

/// <summary>Where a metric may lie, had other rows been set aside.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public sealed record MetricInterval(double Low, double High);
