using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Api.Tracking;

/// <summary>An experiment: its runs and the best of them by the metric of the latest.</summary>
internal sealed record ExperimentReply(
    string ExperimentId,
    string Name,
    int TotalRuns,
    DateTimeOffset? LastStartedAt,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    ExperimentReply.BestRunReply? BestRun)
{
    /// <summary>What the REST interface says of an experiment.</summary>
    public static ExperimentReply Of(ExperimentRow row) => new(
        row.Experiment.ExperimentId,
        row.Experiment.Name,
        row.TotalRuns,
        row.LastStartedAt,
        row.Experiment.CreatedAt,
        row.Experiment.CreatedBy,
        row.Best is { } best ? new BestRunReply(best.RunId, best.Name, best.Metric, best.Value, best.Metrics) : null);

    /// <summary>The best run: the metric that it was judged by, its value, and all its metrics.</summary>
    internal sealed record BestRunReply(
        string RunId, string Name, string Metric, double Value, IReadOnlyDictionary<string, double> Metrics);
}
