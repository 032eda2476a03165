using MlOpsDashboard.Core.Datasets;

namespace MlOpsDashboard.Api.Datasets;

/// <summary>A data set in a listing: its latest version in short.</summary>
internal sealed record DatasetReply(
    string Dataset,
    int Version,
    int Versions,
    string Sha256,
    long Rows,
    long Bytes,
    long TotalBytes,
    int ColumnCount,
    string? Target,
    string? Description,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    string Source)
{
    /// <summary>What of a data set is shown in a listing.</summary>
    public static DatasetReply Of(DatasetSummary summary) => new(
        summary.Latest.Dataset,
        summary.Latest.Version,
        summary.Versions,
        summary.Latest.Sha256,
        summary.Latest.Rows,
        summary.Latest.Bytes,
        summary.Bytes,
        summary.Latest.Columns.Count,
        summary.Latest.Target,
        summary.Latest.Description,
        summary.Latest.CreatedAt,
        summary.Latest.CreatedBy,
        summary.Latest.Source);
}
