using System.Threading.Channels;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Settings;

namespace MlOpsDashboard.Core.Serving.Logging;

/// <summary>
/// The way of predictions to the database: a bounded channel with one reader. When it is full because more come than the writer can
/// store just now, requests wait; when the writer cannot store at all, they are refused at once. None that was taken in is dropped.
/// </summary>
internal sealed class PredictionLog
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    // A transaction that takes longer than this will not end soon: the database is locked, or does not answer.
    private static readonly TimeSpan s_stuck = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    private readonly Channel<LoggedPrediction> _channel;
    private readonly ServingMeter _meter;
    private readonly TimeProvider _clock;
    private LogTrouble? _trouble;
    private long _writingSince;
    private long _accepted;
    private long _stored;

    /// <summary>Makes an empty log.</summary>
    /// <param name="options">Gives the capacity.</param>
    /// <param name="meter">Measures what is taken in.</param>
    /// <param name="clock">Tells how long the writer has been at it.</param>
    public PredictionLog(IOptions<ServingOptions> options, ServingMeter meter, TimeProvider clock)
    {
        _meter = meter;
        _clock = clock;
        Capacity = options.Value.LogCapacity;
        _channel = Channel.CreateBounded<LoggedPrediction>(new BoundedChannelOptions(Capacity)
        {
            FullMode = BoundedChannelFullMode.Wait,
            SingleReader = true,
        });
    }

    /// <summary>Predictions that may wait at once.</summary>
    public int Capacity { get; }

    /// <summary>Predictions taken in since the start.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>Predictions stored since the start.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>
    /// Whether a prediction would probably have to wait for room. Counts what the writer holds too, so it says so a little early.
    /// </summary>
    public bool IsCrowded => Accepted - Stored >= Capacity;

    /// <summary>Why predictions cannot be stored at present; null while they can.</summary>
    public LogTrouble? Trouble
    {
        get
        {
            long since = Interlocked.Read(ref _writingSince);
            return Volatile.Read(ref _trouble) ?? (since != 0 && _clock.GetElapsedTime(since) > s_stuck
                ? new LogTrouble("The database is locked or does not answer.", _clock.GetUtcNow() - _clock.GetElapsedTime(since))
                : null);
        }
    }

    /// <summary>What the writer reads.</summary>
    public ChannelReader<LoggedPrediction> Reader => _channel.Reader;

    /// <summary>Takes a prediction in; completes at once unless the log is full. Counts it when it is in.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    /// <exception cref="UnavailableException">The log is full, and cannot be stored at present.</exception>
    public ValueTask AddAsync(LoggedPrediction prediction, CancellationToken cancellationToken)
    {
        if (TryAdd(prediction))
        {
            Count(prediction);
            return ValueTask.CompletedTask;
        }

        return WaitAsync(prediction, cancellationToken);
    }

    /// <summary>Takes the predictions of one answer in, and counts them when all of them are.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    /// <exception cref="UnavailableException">There is not room for all of them, and the log cannot be stored at present.</exception>
    public async Task AddAllAsync(IReadOnlyList<LoggedPrediction> predictions, CancellationToken cancellationToken)
    {
        DemandRoom(predictions.Count);
        foreach (LoggedPrediction prediction in predictions)
        {
            if (!TryAdd(prediction))
            {
                await MakeRoomAsync(prediction, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (LoggedPrediction prediction in predictions)
        {
            Count(prediction);
        }
    }

    /// <summary>Refuses what the log could not take in at present, before anything is answered.</summary>
    /// <param name="count">Predictions that will come at least.</param>
    /// <exception cref="UnavailableException">There is not room for them, and the log cannot be stored at present.</exception>
    public void DemandRoom(int count)
    {
        if (Accepted - Stored + count > Capacity && Trouble is { } trouble)
        {
            throw Refusal(trouble);
        }
    }

    /// <summary>Takes nothing more in; the reader ends when it has read the rest.</summary>
    public void Complete() => _channel.Writer.TryComplete();

    /// <summary>Notes that the writer begins to store something.</summary>
    public void BeginStoring() => Interlocked.Exchange(ref _writingSince, Math.Max(1, _clock.GetTimestamp()));

    /// <summary>Counts predictions that are in the database now.</summary>
    /// <param name="count">How many.</param>
    public void CountStored(int count)
    {
        Interlocked.Exchange(ref _writingSince, 0);
        Volatile.Write(ref _trouble, null);
        Interlocked.Add(ref _stored, count);
    }

    /// <summary>Notes that the writer could not store what it holds.</summary>
    /// <param name="sentence">Why.</param>
    public void Report(string sentence)
    {
        Interlocked.Exchange(ref _writingSince, 0);
        Volatile.Write(ref _trouble, new LogTrouble(sentence, Volatile.Read(ref _trouble)?.Since ?? _clock.GetUtcNow()));
    }

    private void Count(LoggedPrediction prediction)
    {
        if (!InstanceScorer.IsTraffic(prediction.Route))
        {
            return;
        }

        _meter.RecordAnswer(prediction.ModelName, prediction.ModelVersion, prediction.Route, prediction.LatencyMs / 1000);
        ServingTrace.Record(prediction);
    }

    private bool TryAdd(LoggedPrediction prediction)
    {
        if (!_channel.Writer.TryWrite(prediction))
        {
            return false;
        }

        Interlocked.Increment(ref _accepted);
        return true;
    }

    private async ValueTask WaitAsync(LoggedPrediction prediction, CancellationToken cancellationToken)
    {
        await MakeRoomAsync(prediction, cancellationToken).ConfigureAwait(false);
        Count(prediction);
    }

    private async ValueTask MakeRoomAsync(LoggedPrediction prediction, CancellationToken cancellationToken)
    {
        do
        {
            if (Trouble is { } trouble)
            {
                throw Refusal(trouble);
            }

            // Looks again after a while: the writer may have got stuck meanwhile.
            using var look = new CancellationTokenSource(s_look, _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, look.Token);
            Task<bool> room = _channel.Writer.WaitToWriteAsync(either.Token).AsTask();
            await ((Task)room).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (room.IsCompletedSuccessfully && !await room.ConfigureAwait(false))
            {
                throw new UnavailableException("The program stops, and takes no more predictions in.", s_retryAfter);
            }
        }
        while (!TryAdd(prediction));
    }

    private UnavailableException Refusal(LogTrouble trouble) => new(
        $"{trouble.Sentence} Predictions wait for that in memory, and it holds no more than {Capacity} of them (Serving:LogCapacity): come again later.",
        s_retryAfter);
}
