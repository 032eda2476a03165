using Microsoft.Extensions.Hosting;

namespace MlOpsDashboard.Core.Jobs;

/// <summary>
/// Work beside the requests that goes on for as long as the program runs. When a fault of its own ends it, it is begun again after a
/// pause, and readiness tells of it meanwhile: it never ends without anybody noticing.
/// </summary>
/// <param name="loops">Told of its falls.</param>
/// <param name="clock">Measures the pauses.</param>
public abstract class BackgroundLoop(BackgroundLoops loops, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);

    /// <summary>The time.</summary>
    protected TimeProvider Clock => clock;

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string name = GetType().Name;
        TimeSpan pause = s_firstPause;
        while (true)
        {
            long began = clock.GetTimestamp();
            if (await FallAsync(stoppingToken).ConfigureAwait(false) is not { } fault)
            {
                return;
            }

            // One that had gone on for a while falls for a new reason.
            pause = clock.GetElapsedTime(began) > s_longestPause ? s_firstPause : pause;
            loops.Fell(name, fault, pause);
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            loops.Rose(name);
            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }
    }

    /// <summary>Does the work. Is begun again when it throws, and is over when it returns.</summary>
    /// <param name="stoppingToken">The program stops.</param>
    protected abstract Task RunAsync(CancellationToken stoppingToken);

    private async Task<Exception?> FallAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            // Told, and logged, by the caller; a stop is no fall.
            return stoppingToken.IsCancellationRequested ? null : exception;
        }
    }
}
