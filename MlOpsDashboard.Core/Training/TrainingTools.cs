using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Training;

/// <summary>What every attempt at a job works with.</summary>
internal sealed record TrainingTools(
    TrainingJobStore Jobs,
    DatasetService Datasets,
    TrackingService Tracking,
    ArtifactStore Artifacts,
    BackgroundThreads Workers,
    TimeProvider Clock,
    IOptions<TrainingOptions> Options)
{
    /// <summary>Threads that one job computes with.</summary>
    public int Threads => Options.Value.Threads > 0 ? Options.Value.Threads : Workers.MaximumConcurrencyLevel;
}
