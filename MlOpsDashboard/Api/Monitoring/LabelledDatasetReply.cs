using MlOpsDashboard.Api.Datasets;
using MlOpsDashboard.Core.Monitoring.GroundTruth;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>The answer of <c>POST /api/feedback/dataset</c>.</summary>
/// <param name="Version">The version.</param>
/// <param name="Labelled">Rows that come from labelled predictions.</param>
/// <param name="Original">Rows that come from the training data.</param>
/// <param name="Skipped">Labelled predictions left out, because their version or their prediction is not there any more.</param>
internal sealed record LabelledDatasetReply(DatasetVersionReply Version, long Labelled, long Original, long Skipped)
{
    /// <summary>What of a made version is shown.</summary>
    public static LabelledDatasetReply Of(LabelledDataset made) =>
        new(DatasetVersionReply.Of(made.Stored.Version), made.Labelled, made.Original, made.Skipped);
}
