using Microsoft.Extensions.Hosting;
using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.Training;

/// <summary>After a restart: takes up the jobs that have not ended.</summary>
internal sealed class TrainingStarter(TrainingJobStore store, JobQueue<TrainingWork> queue) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<TrainingJob> open = await store.InStateAsync([TrainingState.Queued, TrainingState.Running], cancellationToken).ConfigureAwait(false);
        await queue.ResumeAsync(open.Select(job => (job.JobId, job.State == TrainingState.Running)), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
