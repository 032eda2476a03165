using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// Lets whoever asks wait for a check no longer than a limit. A check that hangs, as SQLite does on a locked file and a file system
/// on a dead server, cannot be cancelled: it keeps the one thread that it has, and whoever asks meanwhile waits for it too, so that
/// however often somebody asks no second one joins it.
/// </summary>
/// <param name="inner">Gives the check.</param>
/// <param name="limit">The longest wait.</param>
/// <param name="clock">Measures it.</param>
internal sealed class BoundedCheck(Func<IHealthCheck> inner, TimeSpan limit, TimeProvider clock) : IHealthCheck
{
    private readonly Lock _lock = new();
    private Task<HealthCheckResult>? _running;
    private long _began;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Begin(context).WaitAsync(limit, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            double waited = clock.GetElapsedTime(Interlocked.Read(ref _began)).TotalSeconds;
            return new HealthCheckResult(
                context.Registration.FailureStatus, FormattableString.Invariant($"No answer for {waited:F1} s: {context.Registration.Name} hangs."));
        }
    }

    private Task<HealthCheckResult> Begin(HealthCheckContext context)
    {
        lock (_lock)
        {
            if (_running is null || _running.IsCompleted)
            {
                Interlocked.Exchange(ref _began, clock.GetTimestamp());

                // A thread of its own: it may be lost for minutes, and the pool has few.
                _running = Task.Factory.StartNew(
                    () => inner().CheckHealthAsync(context, CancellationToken.None), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
            }

            return _running;
        }
    }
}
