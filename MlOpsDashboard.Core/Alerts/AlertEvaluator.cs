using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Alerts.Channels;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Alerts;

/// <summary>Looks at the rules every few seconds, and removes history that is too old.</summary>
internal sealed partial class AlertEvaluator(
    AlertEvaluation evaluation,
    DefaultAlerts defaults,
    IDbContextFactory<MlOpsDbContext> contexts,
    AlertMeter meter,
    BackgroundLoops loops,
    TimeProvider clock,
    IOptions<AlertOptions> options,
    IHostApplicationLifetime lifetime,
    ILogger<AlertEvaluator> logger) : BackgroundLoop(loops, clock)
{
    private static readonly TimeSpan s_tidyEvery = TimeSpan.FromHours(1);

    private DateTimeOffset _tidiedAt;

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken).ConfigureAwait(false);
        await TryAsync(defaults.MakeMissingAsync, stoppingToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.EvaluateSeconds), Clock);
        do
        {
            await TryAsync(evaluation.RunAsync, stoppingToken).ConfigureAwait(false);
            await TryAsync(TidyAsync, stoppingToken).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            meter.Failed();
            LogFailed(exception);
        }
    }

    // Messages that are still on their way keep their events.
    private async Task TidyAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = Clock.GetUtcNow();
        if (now - _tidiedAt < s_tidyEvery)
        {
            return;
        }

        DateTimeOffset oldest = now.AddDays(-options.Value.KeepEventsForDays);
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await context.Set<AlertDelivery>().Where(one => one.CreatedAt < oldest && one.State != DeliveryState.Queued).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            await context.Set<AlertEvent>()
                .Where(item => item.At < oldest
                    && !context.Set<AlertStanding>().Any(one => one.EventId == item.Id)
                    && !context.Set<AlertDelivery>().Any(one => one.EventId == item.Id))
                .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }

        _tidiedAt = now;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The alert rules could not be looked at; they are tried again")]
    private partial void LogFailed(Exception exception);
}
