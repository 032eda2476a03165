using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Api.Tracking;

/// <summary>Runs side by side: a row's values are in the order of the runs.</summary>
internal sealed record RunComparisonReply(
    IReadOnlyList<RunComparisonReply.ColumnReply> Runs,
    IReadOnlyList<ComparedTextReply> Parameters,
    IReadOnlyList<ComparedNumberReply> Metrics)
{
    /// <summary>What the REST interface says of a comparison.</summary>
    public static RunComparisonReply Of(RunComparison comparison) => new(
        [.. comparison.Runs.Select(r => new ColumnReply(r.RunId, r.Name, r.Experiment, r.Status, r.StartedAt, DatasetReply.Of(r)))],
        [.. comparison.Parameters.Select(ComparedTextReply.Of)],
        [.. comparison.Metrics.Select(ComparedNumberReply.Of)]);

    /// <summary>A column's head.</summary>
    internal sealed record ColumnReply(
        string RunId, string Name, string Experiment, RunStatus Status, DateTimeOffset StartedAt, DatasetReply? Dataset);
}
