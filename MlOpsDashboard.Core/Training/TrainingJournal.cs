using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Training;

/// <summary>
/// What a running job says about itself: told at once to whoever watches, and stored a few times a second. The computing
/// thread never waits for the database. Safe for concurrent calls.
/// </summary>
internal sealed class TrainingJournal : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(300);

    private readonly TrainingJobStore _store;
    private readonly TrainingFeed _feed;
    private readonly TimeProvider _clock;
    private readonly Action _cancel;
    private readonly TrainingJob _job;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _loop;
    private List<TrainingLogLine> _lines = [];
    private List<TrainingTrial> _trials = [];
    private bool _changed;
    private bool _troubled;
    private long _seq;

    /// <summary>Begins a journal.</summary>
    /// <param name="job">The job as it is stored now.</param>
    /// <param name="lastSeq">The number of the last line that is stored.</param>
    /// <param name="store">Takes the rows.</param>
    /// <param name="feed">Tells who watches.</param>
    /// <param name="clock">Gives times and the pace of storing.</param>
    /// <param name="cancel">Called when another node was asked to stop the job.</param>
    public TrainingJournal(TrainingJob job, long lastSeq, TrainingJobStore store, TrainingFeed feed, TimeProvider clock, Action cancel)
    {
        _job = job;
        _seq = lastSeq;
        _store = store;
        _feed = feed;
        _clock = clock;
        _cancel = cancel;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Writes a line.</summary>
    /// <param name="message">A sentence.</param>
    /// <param name="level"><c>info</c>, <c>warning</c> or <c>error</c>.</param>
    public void Log(string message, string level = "info")
    {
        lock (_lock)
        {
            var line = new TrainingLogLine { JobId = _job.JobId, Seq = ++_seq, At = _clock.GetUtcNow(), Level = level, Message = message };
            _lines.Add(line);
            _feed.Publish(new TrainingEvent(_job.JobId, Line: line));
        }
    }

    /// <summary>Changes how far the job is.</summary>
    /// <param name="change">Changes the job.</param>
    public void Update(Action<TrainingJob> change)
    {
        lock (_lock)
        {
            change(_job);
            _changed = true;
            _feed.Publish(new TrainingEvent(_job.JobId, Job: _job.Snapshot()));
        }
    }

    /// <summary>Adds a trial that has ended.</summary>
    /// <param name="trial">The trial.</param>
    public void Add(TrainingTrial trial)
    {
        lock (_lock)
        {
            _trials.Add(trial);
            _feed.Publish(new TrainingEvent(_job.JobId, Trial: trial));
        }
    }

    /// <summary>
    /// Writes a part of what the job has found, again and again while nothing can be stored: hours of work are not lost to a disk that is
    /// full for a while.
    /// </summary>
    /// <param name="write">Writes it; may be called again after it threw.</param>
    /// <param name="giveUp">Ends the tries: there is one more, whose failure is thrown.</param>
    public Task KeepTryingAsync(Func<Task> write, CancellationToken giveUp)
    {
        bool told = false;
        return UntilStored.RunAsync(
            write,
            _clock,
            exception =>
            {
                if (StorageFault.Of(exception) is not { } fault)
                {
                    return false;
                }

                if (!told)
                {
                    told = true;
                    Log($"What the job has found could not be stored yet, and that is tried again. {fault.Sentence}", "warning");
                }

                return true;
            },
            giveUp);
    }

    /// <summary>Stores what is not stored yet.</summary>
    /// <param name="cancellationToken">Ends the wait; what could not be stored is kept.</param>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _flushing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            (TrainingJob job, List<TrainingLogLine> lines, List<TrainingTrial> trials, bool changed) = Take();
            if (changed || lines.Count + trials.Count > 0)
            {
                await StoreAsync(job, lines, trials, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _flushing.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _flushing.Dispose();
        _ended.Dispose();
    }

    private (TrainingJob Job, List<TrainingLogLine> Lines, List<TrainingTrial> Trials, bool Changed) Take()
    {
        lock (_lock)
        {
            var taken = (_job.Snapshot(), _lines, _trials, _changed);
            (_lines, _trials, _changed) = ([], [], false);
            return taken;
        }
    }

    private async Task StoreAsync(TrainingJob job, List<TrainingLogLine> lines, List<TrainingTrial> trials, CancellationToken cancellationToken)
    {
        try
        {
            if (await _store.SaveAsync(job, lines, trials, cancellationToken).ConfigureAwait(false) is not null)
            {
                _cancel();
            }
        }
        catch
        {
            lock (_lock)
            {
                _lines.InsertRange(0, lines);
                _trials.InsertRange(0, trials);
                _changed = true;
            }

            throw;
        }
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(s_interval, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token).ConfigureAwait(false))
            {
                await FlushQuietlyAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The journal is being closed; its owner stores the rest.
            return;
        }
    }

    // Whatever goes wrong here must not end the job: the next tick tries again, and the last flush throws. One line says it, not three a second.
    private async Task FlushQuietlyAsync()
    {
        try
        {
            await FlushAsync(_ended.Token).ConfigureAwait(false);
            _troubled = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !_ended.IsCancellationRequested)
        {
            if (!_troubled)
            {
                _troubled = true;
                Log($"The state could not be stored just now: {StorageFault.Of(exception)?.Sentence ?? exception.Message}", "warning");
            }
        }
    }
}
