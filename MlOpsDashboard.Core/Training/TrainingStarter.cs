using Microsoft.Extensions.Hosting;
using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.Training;

/// <summary>
/// After a restart: jobs that the scheduler still has are its business, jobs that it lost are handed to it again, and
/// waiting ones get their turn. None is forgotten, none is doubled.
/// </summary>
internal sealed class TrainingStarter(TrainingJobStore store, TrainingDispatcher dispatcher, JobDispatcher scheduler) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (TrainingJob job in await store.InStateAsync([TrainingState.Queued, TrainingState.Running], cancellationToken).ConfigureAwait(false))
        {
            if (await scheduler.ExistsAsync<TrainingWork>(job.JobId, cancellationToken).ConfigureAwait(false))
            {
                await dispatcher.AdoptAsync(job.JobId, cancellationToken).ConfigureAwait(false);
            }
            else if (job.State == TrainingState.Running)
            {
                await dispatcher.AdoptAsync(job.JobId, cancellationToken).ConfigureAwait(false);
                await scheduler.EnqueueAsync<TrainingWork>(job.JobId, cancellationToken).ConfigureAwait(false);
            }
        }

        await dispatcher.DispatchAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
