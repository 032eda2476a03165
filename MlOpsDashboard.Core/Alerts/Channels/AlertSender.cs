using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Sends messages when they are written and when they are due again.</summary>
internal sealed partial class AlertSender(
    AlertOutbox outbox, OutboxSignal signal, BackgroundLoops loops, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<AlertSender> logger) : BackgroundLoop(loops, clock)
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken).ConfigureAwait(false);
        while (!stoppingToken.IsCancellationRequested)
        {
            DateTimeOffset? due = await BeginAsync(stoppingToken).ConfigureAwait(false);
            TimeSpan pause = due is { } at && at - Clock.GetUtcNow() is var left && left < s_longestPause ? left : s_longestPause;
            await WaitAsync(pause > TimeSpan.Zero ? pause : TimeSpan.FromMilliseconds(1), stoppingToken).ConfigureAwait(false);
        }

        await outbox.SettleAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<DateTimeOffset?> BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await outbox.BeginAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
            return null;
        }
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using var due = new CancellationTokenSource(pause, Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, due.Token);
        await signal.WaitAsync(both.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The messages of alerts could not be looked at; they are tried again")]
    private partial void LogFailed(Exception exception);
}
