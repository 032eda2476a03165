using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>
/// How far a running job is: told and stored a few times a second. The computing threads never wait for the database.
/// </summary>
internal sealed partial class BatchJournal : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(300);

    private readonly BatchJob _job;
    private readonly BatchTools _tools;
    private readonly Action _cancel;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _loop;
    private long _rows;

    /// <summary>Begins a journal.</summary>
    /// <param name="job">The job as it is stored now.</param>
    /// <param name="tools">Store, feed and clock.</param>
    /// <param name="cancel">Called when another node was asked to stop the job.</param>
    /// <param name="logger">Told of a database that is busy.</param>
    public BatchJournal(BatchJob job, BatchTools tools, Action cancel, ILogger logger)
    {
        _job = job;
        _tools = tools;
        _cancel = cancel;
        _logger = logger;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Counts rows that are answered.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="position">How far the file was read for them, in bytes.</param>
    public void Advance(int rows, long position)
    {
        _tools.Meter.RecordBatch(_job.ModelName, _job.ModelVersion, rows);
        lock (_lock)
        {
            _job.RowsDone += rows;
            _job.Progress = Math.Min(1, (double)position / Math.Max(1, _job.InputBytes));
        }
    }

    /// <summary>The job as it is now.</summary>
    public BatchJob Snapshot()
    {
        lock (_lock)
        {
            return _job.Snapshot();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _ended.Dispose();
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(s_interval, _tools.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token).ConfigureAwait(false))
            {
                await StoreAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The job ends; its last state is stored with its end.
            return;
        }
    }

    private async Task StoreAsync()
    {
        BatchJob job = Snapshot();
        if (job.RowsDone != _rows)
        {
            _rows = job.RowsDone;
            _tools.Feed.Publish(job);
        }

        try
        {
            if (await _tools.Store.SaveAsync(job, _ended.Token).ConfigureAwait(false))
            {
                _cancel();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !_ended.IsCancellationRequested)
        {
            // Whatever goes wrong here must not end the job: the next tick tries again.
            LogBusy(exception, job.JobId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "How far batch job {JobId} is could not be stored just now")]
    private partial void LogBusy(Exception exception, string jobId);
}
