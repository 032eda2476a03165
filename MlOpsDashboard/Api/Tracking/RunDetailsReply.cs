using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Api.Tracking;

/// <summary>
/// A run with everything: the history of a metric has at most 2,000 points, among them every peak. The reply holds the histories of
/// the first 50 metrics; <c>/api/runs/{run_id}/metrics/{key}</c> has each of the others.
/// </summary>
internal sealed record RunDetailsReply(
    string RunId,
    string Name,
    string Experiment,
    RunStatus Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    double? DurationSeconds,
    string CreatedBy,
    string? Error,
    string? JobId,
    string? ParentRunId,
    int Children,
    DatasetReply? Dataset,
    long? Seed,
    string? CodeVersion,
    IReadOnlyDictionary<string, string> Environment,
    string? Metric,
    double? Score,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyDictionary<string, IReadOnlyList<RunDetailsReply.PointReply>> MetricHistory,
    IReadOnlyDictionary<string, string> Tags,
    string Notes,
    IReadOnlyList<RunDetailsReply.ArtifactReply> Artifacts,
    RunDetailsReply.ModelReply? Model,
    IReadOnlyList<string> ModelIds,
    DateTimeOffset? DeletedAt)
{
    /// <summary>How many metrics the reply holds the history of.</summary>
    public const int MaxHistories = 50;

    /// <summary>What the REST interface says of a run.</summary>
    public static RunDetailsReply Of(RunDetails details, IReadOnlyList<MetricSeries> history, IEnumerable<string> modelIds) => new(
        details.Run.RunId,
        details.Run.Name,
        details.Run.Experiment,
        details.Run.Status,
        details.Run.StartedAt,
        details.Run.EndedAt,
        (details.Run.EndedAt - details.Run.StartedAt)?.TotalSeconds,
        details.Run.CreatedBy,
        details.Run.Error,
        details.Run.JobId,
        details.Run.ParentRunId,
        details.Children,
        DatasetReply.Of(details.Run),
        details.Run.Seed,
        details.Run.CodeVersion,
        details.Run.Environment,
        details.Run.Metric,
        details.Run.Score,
        details.Parameters,
        details.Metrics.ToDictionary(m => m.Key, m => m.Value.Value, StringComparer.Ordinal),
        history.ToDictionary(s => s.Key, PointReply.Of, StringComparer.Ordinal),
        details.Tags,
        details.Run.Notes,
        [.. details.Artifacts.Select(a => new ArtifactReply(a.Path, a.ContentType, a.Bytes, a.Sha256, a.CreatedAt))],
        details.Run is { Model: { } model, ModelSha256: { } sha256 }
            ? new ModelReply(model.Learner, model.Task, model.Target, sha256, details.Run.ModelBytes ?? 0)
            : null,
        [.. modelIds],
        details.Run.DeletedAt);

    /// <summary>A point of a metric's history.</summary>
    internal sealed record PointReply(long Step, double Value, DateTimeOffset At)
    {
        /// <summary>The points of a series.</summary>
        public static IReadOnlyList<PointReply> Of(MetricSeries series) => [.. series.Points.Select(p => new PointReply(p.Step, p.Value, p.At))];
    }

    /// <summary>A file of a run; its content is at <c>/api/runs/{run_id}/artifacts/{path}</c>.</summary>
    internal sealed record ArtifactReply(string Path, string ContentType, long Bytes, string Sha256, DateTimeOffset CreatedAt);

    /// <summary>The model that the run made.</summary>
    internal sealed record ModelReply(string Learner, TaskKind Task, string Target, string Sha256, long Bytes);
}
