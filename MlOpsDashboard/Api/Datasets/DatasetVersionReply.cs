using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Api.Datasets;

/// <summary>A version of a data set.</summary>
internal record DatasetVersionReply(
    string Dataset,
    int Version,
    string Sha256,
    long Rows,
    long Bytes,
    IReadOnlyList<ColumnReply> Columns,
    string? Target,
    string? SuggestedTarget,
    string? Description,
    IReadOnlyList<string> Warnings,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    string Source,
    TextEncoding Encoding,
    string Separator,
    bool HasHeader)
{
    /// <summary>What of a version is shown.</summary>
    public static DatasetVersionReply Of(DatasetVersion version) => new(
        version.Dataset,
        version.Version,
        version.Sha256,
        version.Rows,
        version.Bytes,
        [.. version.Columns.Select(ColumnReply.Of)],
        version.Target,
        version.SuggestedTarget,
        version.Description,
        version.Warnings,
        version.CreatedAt,
        version.CreatedBy,
        version.Source,
        version.Format.Encoding,
        version.Format.Separator.ToString(),
        version.Format.HasHeader);
}
