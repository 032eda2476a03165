using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Core.Serving;

/// <summary>
/// The single writer of the prediction log: takes what waits and stores it in one transaction. A graceful stop stores all
/// of the rest: hosted services stop after the web server, so no prediction comes later.
/// </summary>
internal sealed partial class PredictionWriter(
    PredictionLog log,
    PredictionStore store,
    TimeProvider clock,
    IOptions<ServingOptions> options,
    ILogger<PredictionWriter> logger) : IHostedService, IDisposable
{
    /// <summary>From so many predictions in a batch on, the writer is busy: the next batch is gathered for a while.</summary>
    public const int BusyBatch = 64;

    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _giveUp = new();
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loop = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = Task.Run(() => RunAsync(_giveUp.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        log.Complete();
        _stopping.TrySetResult();

        // What was answered must be stored, however long the web server took to stop.
        await Task.WhenAny(_loop, Task.Delay(StopGrace.Length, clock, CancellationToken.None)).ConfigureAwait(false);
        await _loop.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _giveUp.Cancel();
        _giveUp.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var batch = new List<LoggedPrediction>(options.Value.LogBatch);
        bool busy = false;
        while (await log.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (busy)
            {
                await GatherAsync(cancellationToken).ConfigureAwait(false);
            }

            while (batch.Count < options.Value.LogBatch && log.Reader.TryRead(out LoggedPrediction? prediction))
            {
                batch.Add(prediction);
            }

            busy = batch.Count >= BusyBatch;
            await StoreAsync(batch, cancellationToken).ConfigureAwait(false);
            log.CountStored(batch.Count);
            batch.Clear();
        }
    }

    // Under load a transaction for every few predictions would cost more than the predictions. Not longer than this pause is
    // what a killed program loses, and not at all when the program stops or the log fills up.
    private async Task GatherAsync(CancellationToken cancellationToken)
    {
        if (log.Reader.Count < options.Value.LogBatch && !_stopping.Task.IsCompleted)
        {
            await Task.WhenAny(_stopping.Task, Task.Delay(s_gather, clock, cancellationToken)).ConfigureAwait(false);
        }
    }

    // A database that is away for a while must not cost predictions: they wait here, and behind them in the channel.
    private async Task StoreAsync(List<LoggedPrediction> batch, CancellationToken cancellationToken)
    {
        TimeSpan pause = s_firstPause;
        while (true)
        {
            try
            {
                await store.InsertAsync(batch, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (DbException exception)
            {
                LogFailure(exception, batch.Count, pause.TotalSeconds);
            }

            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} predictions could not be stored; the next try is in {Seconds} s")]
    private partial void LogFailure(Exception exception, int count, double seconds);
}
