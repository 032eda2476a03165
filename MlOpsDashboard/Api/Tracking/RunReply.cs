using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Api.Tracking;

/// <summary>A run in a listing: metrics are the latest values; one that is no number is null.</summary>
internal sealed record RunReply(
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
    DatasetReply? Dataset,
    long? Seed,
    string? CodeVersion,
    string? Metric,
    double? Score,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>What the REST interface says of a run.</summary>
    public static RunReply Of(RunRow row) => new(
        row.Run.RunId,
        row.Run.Name,
        row.Run.Experiment,
        row.Run.Status,
        row.Run.StartedAt,
        row.Run.EndedAt,
        (row.Run.EndedAt - row.Run.StartedAt)?.TotalSeconds,
        row.Run.CreatedBy,
        row.Run.Error,
        row.Run.JobId,
        row.Run.ParentRunId,
        DatasetReply.Of(row.Run),
        row.Run.Seed,
        row.Run.CodeVersion,
        row.Run.Metric,
        row.Run.Score,
        row.Parameters,
        row.Metrics);
}
