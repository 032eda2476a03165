using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>Takes retrainings further, and starts those that a trigger asks for.</summary>
internal sealed partial class RetrainingLoop(
    RetrainingStore store,
    RetrainingWork work,
    RetrainingStarter starter,
    RetrainingBell bell,
    IOptions<RetrainingOptions> options,
    BackgroundLoops loops,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<RetrainingLoop> logger) : BackgroundLoop(loops, clock)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken).ConfigureAwait(false);
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (RetrainingDecision decision in await store.ActiveAsync(stoppingToken).ConfigureAwait(false))
            {
                await TryAsync(decision.ModelName, () => AdvanceAsync(decision, stoppingToken)).ConfigureAwait(false);
            }

            foreach (string model in await store.EnabledAsync(stoppingToken).ConfigureAwait(false))
            {
                await TryAsync(model, () => starter.StartIfDueAsync(model, stoppingToken)).ConfigureAwait(false);
            }

            await bell.WaitAsync(TimeSpan.FromSeconds(options.Value.EverySeconds), Clock, stoppingToken).ConfigureAwait(false);
        }
    }

    // As far as it goes without waiting for anything.
    private async Task AdvanceAsync(RetrainingDecision decision, CancellationToken cancellationToken)
    {
        RetrainingState before;
        do
        {
            before = decision.State;
            await work.AdvanceAsync(decision, cancellationToken).ConfigureAwait(false);
            if (await store.FindActiveAsync(decision.ModelName, cancellationToken).ConfigureAwait(false) is not { } now || now.Id != decision.Id)
            {
                return;
            }

            decision = now;
        }
        while (decision.State != before);
    }

    private async Task TryAsync(string model, Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, model);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The retraining of {Model} could not be taken further; tried again within seconds")]
    private partial void LogFailed(Exception exception, string model);
}
