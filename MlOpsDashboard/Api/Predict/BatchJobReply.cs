using MlOpsDashboard.Core.Serving.Batch;

namespace MlOpsDashboard.Api.Predict;

/// <summary>How far a batch job is.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Status"><c>queued</c>, <c>running</c>, <c>succeeded</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="ModelId">The version that answers.</param>
/// <param name="ModelName">Its name.</param>
/// <param name="ModelVersion">Its number.</param>
/// <param name="Source">The file's name, or the data-set version.</param>
/// <param name="Dataset">The data set; null for a file.</param>
/// <param name="DatasetVersion">Its version; null for a file.</param>
/// <param name="InputBytes">The length of the table, unpacked.</param>
/// <param name="Progress">From 0 to 1, by the bytes read.</param>
/// <param name="RowsDone">Rows that are answered.</param>
/// <param name="RowsTotal">All rows; null until it is known.</param>
/// <param name="RowsPerSecond">The mean of the present attempt; null before it.</param>
/// <param name="RemainingSeconds">What is left if it goes on like this; null when that cannot be told.</param>
/// <param name="Result">The result; null until it is whole, and when it was removed.</param>
/// <param name="Error">Why there is none.</param>
/// <param name="ErrorLine">The line at fault, counted from 1.</param>
/// <param name="CreatedAt">When it was asked for, UTC.</param>
/// <param name="CreatedBy">Who asked.</param>
/// <param name="StartedAt">When its present attempt began, UTC.</param>
/// <param name="FinishedAt">When it ended, UTC.</param>
public sealed record BatchJobReply(
    string JobId,
    BatchState Status,
    string ModelId,
    string ModelName,
    int ModelVersion,
    string Source,
    string? Dataset,
    int? DatasetVersion,
    long InputBytes,
    double Progress,
    long RowsDone,
    long? RowsTotal,
    double? RowsPerSecond,
    double? RemainingSeconds,
    BatchResultReply? Result,
    string? Error,
    long? ErrorLine,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    internal static BatchJobReply Of(BatchJob job, DateTimeOffset now) => new(
        job.JobId,
        job.State,
        job.ModelId,
        job.ModelName,
        job.ModelVersion,
        job.Source,
        job.Dataset,
        job.DatasetVersion,
        job.InputBytes,
        job.Progress,
        job.RowsDone,
        job.RowsTotal,
        job.RowsPerSecond(now),
        job.Remaining(now)?.TotalSeconds,
        BatchResultReply.Of(job),
        job.Error,
        job.ErrorLine,
        job.CreatedAt,
        job.CreatedBy,
        job.StartedAt,
        job.FinishedAt);
}
