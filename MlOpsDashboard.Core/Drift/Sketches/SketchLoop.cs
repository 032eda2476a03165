using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Serving.Logging;

namespace MlOpsDashboard.Core.Drift.Sketches;

/// <summary>Stores sketches now and then, and removes them when the predictions that they are of are removed.</summary>
internal sealed partial class SketchLoop(
    PredictionSketches sketches,
    SketchStore store,
    RetentionService retention,
    BackgroundLoops loops,
    TimeProvider clock,
    ILogger<SketchLoop> logger) : BackgroundLoop(loops, clock)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_tidying = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, Clock);
        DateTimeOffset tidied = Clock.GetUtcNow();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(sketches.FlushAsync, stoppingToken);
            if (Clock.GetUtcNow() - tidied > s_tidying)
            {
                tidied = Clock.GetUtcNow();
                await TryAsync(TidyAsync, stoppingToken);
            }
        }
    }

    private async Task TidyAsync(CancellationToken cancellationToken)
    {
        Retention kept = await retention.GetAsync(cancellationToken);
        if (kept.Days > 0)
        {
            await store.RemoveAsync(Clock.GetUtcNow().AddDays(-kept.Days), cancellationToken);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Sketches of predictions could not be stored; they are tried again")]
    private partial void LogFailed(Exception exception);
}
