using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Core.Storage.Trash;

/// <summary>Removes for good what has been in the trash for longer than the options say: at start, then every hour.</summary>
internal sealed partial class TrashRetention(
    TrashService trash, IOptions<TrashOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<TrashRetention> logger) : BackgroundService
{
    /// <summary>One round.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (options.Value.RetentionDays == 0)
        {
            return;
        }

        DateTimeOffset before = clock.GetUtcNow().AddDays(-options.Value.RetentionDays);
        TrashEmptied emptied = await trash.EmptyAsync(Actor.Program("retention"), cancellationToken, item => item.DeletedAt < before);
        if (emptied.Items > 0)
        {
            Emptied(emptied.Items, emptied.FreedBytes);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Items} things from the trash: {Bytes} bytes freed")]
    private partial void Emptied(int items, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "Removing old things from the trash failed; tried again within the hour")]
    private partial void Failed(Exception exception);
}
