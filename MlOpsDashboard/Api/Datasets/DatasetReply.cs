using MlOpsDashboard.Core.Datasets;

namespace MlOpsDashboard.Api.Datasets;

/// <summary>A data set in a listing: its latest version, and what all of its versions come to.</summary>
internal sealed record DatasetReply : DatasetVersionReply
{
    private DatasetReply(DatasetSummary summary)
        : base(Of(summary.Latest))
    {
        Versions = summary.Versions;
        TotalBytes = summary.Bytes;
    }

    /// <summary>How many versions there are.</summary>
    public int Versions { get; }

    /// <summary>What the versions hold together.</summary>
    public long TotalBytes { get; }

    /// <summary>What of a data set is shown in a listing.</summary>
    public static DatasetReply Of(DatasetSummary summary) => new(summary);
}
