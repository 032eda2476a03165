namespace MlOpsDashboard.Core.Tracking;

/// <summary>The runs of an experiment that are judged by the same metric.</summary>
internal sealed record JudgedRuns(
    string ExperimentId, string? Metric, int Count, DateTimeOffset LastStartedAt, double? Greatest, double? Least)
{
    /// <summary>The best score among them; null when none has one.</summary>
    public double? Best => Metric is null ? null : MetricDirection.HigherIsBetter(Metric) ? Greatest : Least;
}
