using MlOpsDashboard.Core.Live;

namespace MlOpsDashboard.Core.Training;

/// <summary>What happens in the jobs, live. The key of a subscription is a job's identifier.</summary>
public sealed class TrainingFeed(TimeProvider clock)
{
    private const int Waiting = 4096;

    private readonly LiveFeed<TrainingEvent> _feed = new(clock, item => item.JobId, capacity: Waiting);

    /// <summary>Starts to watch. Dispose it to stop.</summary>
    /// <param name="jobId">The job to watch; null for all.</param>
    public LiveSubscription<TrainingEvent> Subscribe(string? jobId = null) => _feed.Subscribe(jobId);

    internal void Publish(TrainingEvent item) => _feed.Publish(item);
}
