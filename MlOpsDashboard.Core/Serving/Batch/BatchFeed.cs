using MlOpsDashboard.Core.Live;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>The batch jobs as they change, live. The key of a subscription is a job's identifier.</summary>
public sealed class BatchFeed(TimeProvider clock)
{
    private readonly LiveFeed<BatchJob> _feed = new(clock, job => job.JobId);

    /// <summary>Starts to watch. Dispose it to stop.</summary>
    /// <param name="jobId">The job to watch; null for all.</param>
    public LiveSubscription<BatchJob> Subscribe(string? jobId = null) => _feed.Subscribe(jobId);

    internal void Publish(BatchJob job) => _feed.Publish(job);
}
