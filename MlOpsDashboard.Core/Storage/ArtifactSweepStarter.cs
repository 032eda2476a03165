using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Sweeps the artifact store once after each start, without holding the start up.</summary>
/// <param name="sweep">Does the work.</param>
/// <param name="lifetime">Says when the start is over.</param>
/// <param name="logger">Told of a failure.</param>
internal sealed partial class ArtifactSweepStarter(
    ArtifactSweep sweep, IHostApplicationLifetime lifetime, ILogger<ArtifactSweepStarter> logger) : BackgroundService
{
    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before anything can be uploaded, so that no living upload is taken for a left-over.
        sweep.SweepTemporary();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken).ConfigureAwait(false);
        try
        {
            await sweep.SweepAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Orphans cost disk space and nothing else: the next start tries again.
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sweep of orphaned artifacts failed; the next start tries again.")]
    private partial void LogFailed(Exception exception);
}
