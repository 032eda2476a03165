using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>What batch jobs work with.</summary>
internal sealed record BatchTools(
    VersionResolver Versions,
    DatasetService Datasets,
    ArtifactStore Artifacts,
    BackgroundThreads Workers,
    ServingMeter Meter,
    BatchJobStore Store,
    BatchFeed Feed,
    TimeProvider Clock,
    IOptions<BatchOptions> Options)
{
    /// <summary>Threads that one job computes with.</summary>
    public int Threads => Options.Value.Threads > 0 ? Options.Value.Threads : Workers.MaximumConcurrencyLevel;
}
