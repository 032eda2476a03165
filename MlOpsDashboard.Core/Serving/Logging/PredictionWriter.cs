using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Settings;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving.Logging;

/// <summary>
/// The single writer of the prediction log: takes what waits and stores it in one transaction. A graceful stop stores all
/// of the rest: hosted services stop after the web server, so no prediction comes later. What it cannot store then it leaves in a
/// <see cref="PredictionSpill"/>.
/// </summary>
internal sealed partial class PredictionWriter(
    PredictionLog log,
    PredictionStore store,
    PredictionSpill spill,
    IEnumerable<IPredictionObserver> observers,
    BackgroundLoops loops,
    TimeProvider clock,
    IOptions<ServingOptions> options,
    ILogger<PredictionWriter> logger) : BackgroundLoop(loops, clock)
{
    /// <summary>From so many predictions in a batch on, the writer is busy: the next batch is gathered for a while.</summary>
    public const int BusyBatch = 64;

    // A disk that is full or may only be read gets no better while the program waits to stop.
    private const int TriesAtTheStop = 3;

    // A batch that cannot be stored for a reason of its own is tried so often as a whole.
    private const int TriesOfABatch = 3;

    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _hand = new();

    // What is taken out of the log and not stored yet. It outlives a fall of the loop.
    private readonly List<LoggedPrediction> _batch = new(options.Value.LogBatch);
    private int _triesAtTheStop;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        log.Complete();
        _stopping.TrySetResult();

        // What was answered must be stored, however long the web server took to stop.
        await Task.WhenAny(ExecuteTask ?? Task.CompletedTask, Task.Delay(StopGrace.Length, Clock, CancellationToken.None)).ConfigureAwait(false);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        KeepTheRest();
        using CancellationTokenSource grace = StopGrace.Begin(Clock);
        foreach (IPredictionObserver observer in observers)
        {
            await observer.EndAsync(grace.Token).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await StoreBatchAsync(stoppingToken).ConfigureAwait(false);
        bool spilled = !await StoreSpillAsync(stoppingToken).ConfigureAwait(false);
        spill.HoldRoom();
        bool busy = false;
        while (await log.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
        {
            if (busy)
            {
                await GatherAsync(stoppingToken).ConfigureAwait(false);
            }

            busy = Fill() >= BusyBatch;
            if (!await StoreBatchAsync(stoppingToken).ConfigureAwait(false))
            {
                return;
            }

            spilled = spilled && !await StoreSpillAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    private int Fill()
    {
        lock (_hand)
        {
            while (_batch.Count < options.Value.LogBatch && log.Reader.TryRead(out LoggedPrediction? prediction))
            {
                _batch.Add(prediction);
            }

            return _batch.Count;
        }
    }

    // Under load a transaction for every few predictions would cost more than the predictions. Not longer than this pause is
    // what a killed program loses, and not at all when the program stops or the log fills up.
    private async Task GatherAsync(CancellationToken cancellationToken)
    {
        if (log.Reader.Count < options.Value.LogBatch && !_stopping.Task.IsCompleted)
        {
            await Task.WhenAny(_stopping.Task, Task.Delay(s_gather, Clock, cancellationToken)).ConfigureAwait(false);
        }
    }

    // A database that is away for a while must not cost predictions: they wait here, and behind them in the channel.
    private async Task<bool> StoreBatchAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = s_firstPause;
        for (int tries = 1; _batch.Count > 0; tries++)
        {
            try
            {
                log.BeginStoring();
                await store.InsertAsync(_batch, cancellationToken).ConfigureAwait(false);
                LoggedPrediction[] stored = [.. _batch];
                Stored();
                await TellAsync(stored, cancellationToken).ConfigureAwait(false);
                break;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                StorageFault? fault = StorageFault.Of(exception);
                log.Report(fault?.Sentence ?? "The prediction log cannot be written; the program's log says why.");
                LogFailure(exception, _batch.Count, pause.TotalSeconds);
                if (fault is null && tries >= TriesOfABatch)
                {
                    await StoreOneByOneAsync(cancellationToken).ConfigureAwait(false);
                    break;
                }

                if (IsInVain(fault))
                {
                    return false;
                }
            }

            await PauseAsync(pause, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }

        return true;
    }

    private bool IsInVain(StorageFault? fault) =>
        _stopping.Task.IsCompleted && fault?.Kind is StorageFaultKind.Full or StorageFaultKind.ReadOnly && ++_triesAtTheStop >= TriesAtTheStop;

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        bool stops = _stopping.Task.IsCompleted;
        Task pausing = Task.Delay(stops ? s_firstPause : pause, Clock, cancellationToken);
        await (stops ? pausing : Task.WhenAny(_stopping.Task, pausing)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    // One prediction that no database takes must not keep out all those behind it.
    private async Task StoreOneByOneAsync(CancellationToken cancellationToken)
    {
        foreach (LoggedPrediction prediction in _batch.ToArray())
        {
            try
            {
                await store.InsertAsync([prediction], cancellationToken).ConfigureAwait(false);
                await TellAsync([prediction], cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException && StorageFault.Of(exception) is null)
            {
                LogRefused(exception, prediction.RequestId, spill.SetAside([prediction]).File);
            }
        }

        Stored();
    }

    private async Task TellAsync(IReadOnlyList<LoggedPrediction> stored, CancellationToken cancellationToken)
    {
        foreach (IPredictionObserver observer in observers)
        {
            await observer.StoredAsync(stored, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Stored()
    {
        lock (_hand)
        {
            log.CountStored(_batch.Count);
            _batch.Clear();
        }
    }

    /// <summary>Stores what an earlier stop left in files.</summary>
    /// <returns>Whether nothing is left there.</returns>
    private async Task<bool> StoreSpillAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (string file in spill.Files())
            {
                int count = 0;
                foreach (LoggedPrediction[] part in PredictionSpill.Read(file).Chunk(options.Value.LogBatch))
                {
                    await store.InsertAsync(part, cancellationToken).ConfigureAwait(false);
                    await TellAsync(part, cancellationToken).ConfigureAwait(false);
                    count += part.Length;
                }

                File.Delete(file);
                LogTakenIn(count, file);
            }

            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogSpillFailure(exception);
            return false;
        }
    }

    private void KeepTheRest()
    {
        LoggedPrediction[] rest;
        lock (_hand)
        {
            // What the loop still has in hand may be stored after all, when it hangs in a database that answers late: the next start passes over it then.
            rest = [.. _batch, .. Rest()];
        }

        if (rest.Length > 0)
        {
            (string file, int kept) = spill.Keep(rest);
            LogLeft(rest.Length, log.Trouble?.Sentence ?? "There was not enough time.", kept, kept > 0 ? file : "no file", rest.Length - kept);
        }
    }

    private IEnumerable<LoggedPrediction> Rest()
    {
        while (log.Reader.TryRead(out LoggedPrediction? prediction))
        {
            yield return prediction;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} predictions could not be stored; the next try is in {Seconds} s")]
    private partial void LogFailure(Exception exception, int count, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Prediction {RequestId} cannot be stored for a reason of its own; it is kept in {File}")]
    private partial void LogRefused(Exception exception, string requestId, string file);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The program stops, and {Count} predictions could not be stored: {Reason} {Kept} of them are kept in {File} for the next start, {Lost} are lost")]
    private partial void LogLeft(int count, string reason, int kept, string file, int lost);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} predictions that an earlier stop could not store were stored from {File}")]
    private partial void LogTakenIn(int count, string file);

    [LoggerMessage(Level = LogLevel.Error, Message = "The predictions that an earlier stop left could not be stored; they stay where they are and are tried again")]
    private partial void LogSpillFailure(Exception exception);
}
