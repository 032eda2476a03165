using System.Collections.Concurrent;
using Quartz;

namespace MlOpsDashboard.Core.Jobs;

/// <summary>The jobs of a kind that run in this process, so that they can be asked to stop at once.</summary>
/// <typeparam name="TWork">What the scheduler runs.</typeparam>
internal sealed class RunningJobs<TWork>
    where TWork : class, IJob
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    /// <summary>Jobs that run now.</summary>
    public int Count => _running.Count;

    /// <summary>Whether a job runs in this process.</summary>
    /// <param name="jobId">The job.</param>
    public bool Has(string jobId) => _running.ContainsKey(jobId);

    /// <summary>Notes a job that begins. Dispose the result when it ends.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellation">Cancelled when somebody asks for it to stop.</param>
    /// <returns>Null when the job runs already.</returns>
    public IDisposable? TryEnter(string jobId, CancellationTokenSource cancellation) =>
        _running.TryAdd(jobId, cancellation) ? new Entry(_running, jobId) : null;

    /// <summary>Asks a job to stop.</summary>
    /// <param name="jobId">The job.</param>
    /// <returns>Whether it runs in this process.</returns>
    public bool Cancel(string jobId)
    {
        if (!_running.TryGetValue(jobId, out CancellationTokenSource? cancellation))
        {
            return false;
        }

        try
        {
            cancellation.Cancel();
            return true;
        }
        catch (ObjectDisposedException)
        {
            // It ended between the look-up and here.
            return false;
        }
    }

    private sealed class Entry(ConcurrentDictionary<string, CancellationTokenSource> running, string jobId) : IDisposable
    {
        public void Dispose() => running.TryRemove(jobId, out _);
    }
}
