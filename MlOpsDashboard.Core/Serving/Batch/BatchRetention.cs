using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>Removes results whose time is over and the files of jobs that have ended: at start, then every hour.</summary>
internal sealed partial class BatchRetention(
    BatchTools tools, ArtifactSweep sweep, BackgroundLoops loops, IHostApplicationLifetime lifetime, ILogger<BatchRetention> logger)
    : BackgroundLoop(loops, tools.Clock)
{
    /// <summary>One round.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        int forgotten = await tools.Store.ForgetResultsAsync(tools.Clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        if (forgotten > 0)
        {
            LogForgotten(forgotten);
        }

        // Another feature may name the same content: the sweep asks all of them.
        await sweep.SweepAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), Clock);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed the results of {Jobs} batch jobs")]
    private partial void LogForgotten(int jobs);

    [LoggerMessage(Level = LogLevel.Error, Message = "Removing old results of batch jobs failed; tried again within the hour")]
    private partial void LogFailed(Exception exception);
}
