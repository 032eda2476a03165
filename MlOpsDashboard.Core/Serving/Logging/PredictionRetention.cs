using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving.Logging;

/// <summary>
/// Removes the records of predictions that are older than <see cref="Retention"/> says: soon after the start, then every hour, in small bites with
/// pauses between them, so that no other writer waits long. What was added up of them stays, and so do the truths.
/// </summary>
internal sealed partial class PredictionRetention(
    IDbContextFactory<MlOpsDbContext> contexts,
    BackgroundLoops loops,
    TimeProvider clock,
    RetentionService retention,
    ILogger<PredictionRetention> logger) : BackgroundLoop(loops, clock)
{
    /// <summary>Records that are removed at once: some 20 ms of the database.</summary>
    internal const int Bite = 500;

    private static readonly TimeSpan s_firstRound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <summary>One round.</summary>
    /// <param name="pause">How long it lets others write between two bites.</param>
    /// <param name="cancellationToken">Ends it; what is removed stays so.</param>
    /// <returns>How many records were removed.</returns>
    public async Task<long> RunOnceAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        Retention kept = await retention.GetAsync(cancellationToken).ConfigureAwait(false);
        if (kept.Days == 0)
        {
            return 0;
        }

        DateTimeOffset oldest = Clock.GetUtcNow().AddDays(-kept.Days);
        long removed = 0;
        for (string? model = await NextModelAsync("", cancellationToken).ConfigureAwait(false);
            model is not null;
            model = await NextModelAsync(model, cancellationToken).ConfigureAwait(false))
        {
            int bite;
            while ((bite = await BiteAsync(model, oldest, cancellationToken).ConfigureAwait(false)) > 0)
            {
                removed += bite;
                await Task.Delay(pause, Clock, cancellationToken).ConfigureAwait(false);
            }
        }

        if (removed > 0)
        {
            LogRemoved(removed, kept.Days);
        }

        return removed;
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        // The start has better things to do.
        await Task.Delay(s_firstRound, Clock, stoppingToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(s_interval, Clock);
        do
        {
            try
            {
                await RunOnceAsync(s_pause, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    // A step through the index of model and time, whatever the number of records.
    private async Task<string?> NextModelAsync(string after, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
#pragma warning disable CA1310 // The database compares, by its own order, and this is the only form that it is given.
            return await context.Set<PredictionRecord>().Where(record => string.Compare(record.ModelName, after) > 0)
#pragma warning restore CA1310
                .MinAsync(record => (string?)record.ModelName, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<int> BiteAsync(string model, DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await context.Set<PredictionRecord>().Where(record => record.ModelName == model && record.At < oldest)
                .OrderBy(record => record.At).Take(Bite).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} records of predictions that were older than {Days} days")]
    private partial void LogRemoved(long count, int days);

    [LoggerMessage(Level = LogLevel.Error, Message = "Removing old records of predictions failed; tried again within the hour")]
    private partial void LogFailed(Exception exception);
}
