using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Makes the checks that schedules ask for.</summary>
internal sealed partial class DriftLoop(
    DriftSettingsStore settings,
    DriftService drift,
    DriftStore store,
    DriftMeter meter,
    IOptions<DriftOptions> options,
    BackgroundLoops loops,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<DriftLoop> logger) : BackgroundLoop(loops, clock)
{
    /// <summary>Who checks by itself, in reports.</summary>
    public const string Name = "schedule";

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken).ConfigureAwait(false);
        foreach (DriftReport report in await store.LatestAsync(DriftScores.MostModels, stoppingToken).ConfigureAwait(false))
        {
            meter.Set(report);
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.EverySeconds), Clock);
        do
        {
            foreach (string model in await settings.DueAsync(Clock.GetUtcNow(), stoppingToken).ConfigureAwait(false))
            {
                await CheckAsync(model, stoppingToken).ConfigureAwait(false);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task CheckAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            if (await settings.TakeAsync(model, Clock.GetUtcNow(), cancellationToken).ConfigureAwait(false) is not null)
            {
                await drift.CheckAsync(new DriftRequest { ModelName = model }, Actor.Program(Name), cancellationToken).ConfigureAwait(false);
                await settings.TellAsync(model, null, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is InvalidException or NotFoundException or ConflictException)
        {
            // No fault of the program: nothing in production, or the reference is gone. It stands on the page.
            LogUnmade(model, exception.Message);
            await settings.TellAsync(model, exception.Message, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The drift of {Model} could not be checked: {Reason}")]
    private partial void LogUnmade(string model, string reason);
}
