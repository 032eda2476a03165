using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Datasets.Profiling;

namespace MlOpsDashboard.Api.Datasets;

/// <summary>What a version of a data set looks like.</summary>
internal sealed record ProfileReply(
    string Dataset, int Version, long Rows, long DuplicateRows, bool DuplicateRowsIsEstimate, IReadOnlyList<ColumnProfileReply> Columns)
{
    /// <summary>A profile in the words of the contract.</summary>
    public static ProfileReply Of(DatasetVersion version, DatasetProfile profile) => new(
        version.Dataset,
        version.Version,
        profile.Rows,
        profile.DuplicateRows,
        profile.DuplicateRowsIsEstimate,
        [.. profile.Columns.Select(column => ColumnProfileReply.Of(column, profile.Rows))]);
}
