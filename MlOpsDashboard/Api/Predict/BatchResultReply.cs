using MlOpsDashboard.Core.Serving.Batch;

namespace MlOpsDashboard.Api.Predict;

/// <summary>Where the result of a batch job is.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="ExpiresAt">When it is removed, UTC.</param>
public sealed record BatchResultReply(string Url, long Bytes, string Sha256, DateTimeOffset ExpiresAt)
{
    internal static BatchResultReply? Of(BatchJob job) => job is { ResultSha256: { } sha256, ResultBytes: { } bytes, ResultExpiresAt: { } expires }
        ? new BatchResultReply($"/api/predict/jobs/{job.JobId}/result", bytes, sha256, expires)
        : null;
}
