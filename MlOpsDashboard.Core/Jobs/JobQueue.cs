using MlOpsDashboard.Core.Storage;
using Quartz;

namespace MlOpsDashboard.Core.Jobs;

/// <summary>
/// Hands a feature's waiting jobs to the scheduler in their order, no more at once than its settings allow. Jobs that wait
/// stay in the feature's table, so that they take no thread of the scheduler.
/// </summary>
/// <typeparam name="TWork">What the scheduler runs.</typeparam>
/// <param name="scheduler">Runs what is handed over.</param>
/// <param name="running">The jobs that run in this process.</param>
/// <param name="most">Jobs that may run at once.</param>
/// <param name="waiting">Reads the identifiers of the jobs that wait, the first one first.</param>
internal sealed class JobQueue<TWork>(
    JobDispatcher scheduler, RunningJobs<TWork> running, int most, Func<CancellationToken, Task<IReadOnlyList<string>>> waiting) : IDisposable
    where TWork : class, IJob
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

    /// <summary>
    /// Hands over as many jobs as there is room for, or leaves it to the next beat when the database does not take that just now: whoever
    /// put a job into the table must not hear that it failed.
    /// </summary>
    public async Task DispatchSoonAsync()
    {
        try
        {
            await DispatchAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (StorageFault.Of(exception) is not null)
        {
            // The row is stored, and the beat looks after it.
            return;
        }
    }

    /// <summary>
    /// After a restart: jobs that the scheduler still has are its business, running ones that it lost are handed to it again,
    /// and waiting ones get their turn. None is forgotten, none is doubled.
    /// </summary>
    /// <param name="open">The jobs that have not ended, and whether they run.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ResumeAsync(IEnumerable<(string JobId, bool Runs)> open, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(open);
        foreach ((string jobId, bool runs) in open)
        {
            bool kept = await scheduler.ExistsAsync<TWork>(jobId, cancellationToken).ConfigureAwait(false);
            if (kept || runs)
            {
                await AdoptAsync(jobId, cancellationToken).ConfigureAwait(false);
            }

            if (runs && !kept)
            {
                await scheduler.EnqueueAsync<TWork>(jobId, cancellationToken).ConfigureAwait(false);
            }
        }

        await DispatchAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes up jobs that are called running and that nobody runs, here or on another node, and fills the places that are free.</summary>
    /// <param name="open">The jobs that have not ended, and whether they run.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ReviveAsync(IEnumerable<(string JobId, bool Runs)> open, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(open);
        foreach ((string jobId, _) in open.Where(job => job.Runs && !running.Has(job.JobId)))
        {
            if (!await scheduler.ExistsAsync<TWork>(jobId, cancellationToken).ConfigureAwait(false))
            {
                await AdoptAsync(jobId, cancellationToken).ConfigureAwait(false);
                await scheduler.EnqueueAsync<TWork>(jobId, cancellationToken).ConfigureAwait(false);
            }
        }

        await DispatchAsync(cancellationToken).ConfigureAwait(false);
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

    private async Task AdoptAsync(string jobId, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        _handedOver.Add(jobId);
        _gate.Release();
    }

    // A job that was taken over after a restart may have ended before it was noted: it must not keep its place for ever.
    private async Task ForgetEndedAsync(CancellationToken cancellationToken)
    {
        foreach (string jobId in _handedOver.ToArray())
        {
            if (!await scheduler.ExistsAsync<TWork>(jobId, cancellationToken).ConfigureAwait(false))
            {
                _handedOver.Remove(jobId);
            }
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        await ForgetEndedAsync(cancellationToken).ConfigureAwait(false);
        if (_handedOver.Count >= most)
        {
            return;
        }

        foreach (string jobId in await waiting(cancellationToken).ConfigureAwait(false))
        {
            if (_handedOver.Count >= most)
            {
                return;
            }

            if (_handedOver.Add(jobId) && !await scheduler.ExistsAsync<TWork>(jobId, cancellationToken).ConfigureAwait(false))
            {
                await scheduler.EnqueueAsync<TWork>(jobId, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
