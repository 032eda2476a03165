using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>The prediction of every row of a table: what was asked for, and how far it is.</summary>
public sealed class BatchJob : StoredJob<BatchState>
{
    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version that answers, however long the job waits.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>The name of the file that was brought, or the data-set version as <c>name:version</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The data set; null when a file was brought.</summary>
    public string? Dataset { get; init; }

    /// <summary>The version of the data set; null when a file was brought.</summary>
    public int? DatasetVersion { get; init; }

    /// <summary>The SHA-256 of the rows.</summary>
    public required string InputSha256 { get; init; }

    /// <summary>Their length in bytes, unpacked.</summary>
    public required long InputBytes { get; init; }

    /// <summary>How they are written.</summary>
    public required CsvFormat Format { get; init; }

    /// <summary>Rows that are answered.</summary>
    public long RowsDone { get; internal set; }

    /// <summary>All rows; null until it is known.</summary>
    public long? RowsTotal { get; internal set; }

    /// <summary>The line of the file at fault, counted from 1; null when none is.</summary>
    public long? ErrorLine { get; internal set; }

    /// <summary>The SHA-256 of the result; null until it is whole, and when it has been removed.</summary>
    public string? ResultSha256 { get; internal set; }

    /// <summary>The result's length in bytes; null until it is whole.</summary>
    public long? ResultBytes { get; internal set; }

    /// <summary>When the result is removed; null before there is one.</summary>
    public DateTimeOffset? ResultExpiresAt { get; internal set; }

    /// <summary>The version as <c>name:version</c>.</summary>
    public string ModelId => FormattableString.Invariant($"{ModelName}:{ModelVersion}");

    /// <summary>What a download of the result is called.</summary>
    public string ResultFileName
    {
        get
        {
            string name = Dataset is null ? Path.GetFileNameWithoutExtension(Source.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Source[..^3] : Source) : Source.Replace(':', '-');
            return $"{name}-predictions.{(Format.Separator == '\t' ? "tsv" : "csv")}";
        }
    }

    /// <summary>Whether the job has ended.</summary>
    public bool HasEnded => State is BatchState.Succeeded or BatchState.Failed or BatchState.Cancelled;

    /// <summary>Rows a second of the present or last attempt; null before it began.</summary>
    /// <param name="now">The present moment.</param>
    public double? RowsPerSecond(DateTimeOffset now) => Elapsed(now) is { TotalSeconds: > 0 } elapsed ? RowsDone / elapsed.TotalSeconds : null;

    /// <summary>The time that is left if the job goes on as it did; null when that cannot be told.</summary>
    /// <param name="now">The present moment.</param>
    public TimeSpan? Remaining(DateTimeOffset now) => State == BatchState.Running && Progress > 0 && Elapsed(now) is { } elapsed
        ? elapsed * ((1 - Progress) / Progress)
        : null;

    /// <summary>A copy that later changes do not touch.</summary>
    internal BatchJob Snapshot() => (BatchJob)Copy();

    internal static ArtifactUse InputOf(string jobId, string sha256) => new("batch_input", jobId, sha256);

    internal static ArtifactUse ResultOf(string jobId, string sha256) => new("batch_result", jobId, sha256);

    private TimeSpan? Elapsed(DateTimeOffset now) => StartedAt is { } started ? (FinishedAt ?? now) - started : null;
}
