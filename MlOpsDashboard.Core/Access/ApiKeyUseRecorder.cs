using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Core.Access;

/// <summary>Writes down once a minute, and at the end, when the API keys were last used: no request waits for it.</summary>
/// <param name="directory">Knows the uses.</param>
/// <param name="clock">Gives the minute.</param>
/// <param name="logger">Told of a failure.</param>
internal sealed partial class ApiKeyUseRecorder(ApiKeyDirectory directory, TimeProvider clock, ILogger<ApiKeyUseRecorder> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource grace = StopGrace.Begin(clock);
        await SaveAsync(grace.Token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            await SaveAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await directory.SaveUsesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The uses stay in memory, and the next round tries again.
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last uses of API keys could not be written down.")]
    private partial void LogFailed(Exception exception);
}
