using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Api.Tracking;

/// <summary>The data that a run was given.</summary>
internal sealed record DatasetReply(string Name, int? Version, string? Sha256)
{
    /// <summary>A run's data set; null when it names none.</summary>
    public static DatasetReply? Of(Run run) =>
        run.DatasetName is { } name ? new DatasetReply(name, run.DatasetVersion, run.DatasetSha256) : null;
}
