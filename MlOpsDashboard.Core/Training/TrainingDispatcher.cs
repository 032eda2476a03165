using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.Training;

/// <summary>
/// Hands queued jobs to the scheduler in their order, no more at once than the settings allow. Jobs that wait stay in our
/// table, so that they take no thread of the scheduler.
/// </summary>
internal sealed class TrainingDispatcher(JobDispatcher scheduler, TrainingJobStore store, IOptions<TrainingOptions> options) : IDisposable
{
    private readonly HashSet<string> _handedOver = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Hands over as many jobs as there is room for.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task DispatchAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Notes a job that the scheduler has already, from before a restart.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task AdoptAsync(string jobId, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        _handedOver.Add(jobId);
        _gate.Release();
    }

    /// <summary>Notes that a job has ended, which makes room for the next.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ReleaseAsync(string jobId, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _handedOver.Remove(jobId);
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    // A job that was taken over after a restart may have ended before it was noted: it must not keep its place for ever.
    private async Task ForgetEndedAsync(CancellationToken cancellationToken)
    {
        foreach (string jobId in _handedOver.ToArray())
        {
            if (!await scheduler.ExistsAsync<TrainingWork>(jobId, cancellationToken).ConfigureAwait(false))
            {
                _handedOver.Remove(jobId);
            }
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        await ForgetEndedAsync(cancellationToken).ConfigureAwait(false);
        if (_handedOver.Count >= options.Value.MaxConcurrentJobs)
        {
            return;
        }

        foreach (TrainingJob job in await store.InStateAsync([TrainingState.Queued], cancellationToken).ConfigureAwait(false))
        {
            if (_handedOver.Count >= options.Value.MaxConcurrentJobs)
            {
                return;
            }

            if (_handedOver.Add(job.JobId) && !await scheduler.ExistsAsync<TrainingWork>(job.JobId, cancellationToken).ConfigureAwait(false))
            {
                await scheduler.EnqueueAsync<TrainingWork>(job.JobId, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
