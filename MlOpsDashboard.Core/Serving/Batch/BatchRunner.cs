using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Logs;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>Takes a batch job from the queue to its end, whatever happens in between.</summary>
internal sealed partial class BatchRunner(BatchTools tools, RunningJobs<BatchWork> running, ILogger<BatchRunner> logger)
{
    /// <summary>Runs a job. Does nothing when it has ended or runs already.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="shutdown">The program stops: the job is left to be run again.</param>
    /// <exception cref="OperationCanceledException">The program stops.</exception>
    public async Task RunAsync(string jobId, CancellationToken shutdown)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        using IDisposable? entry = running.TryEnter(jobId, cancel);
        if (entry is null || await BeginAsync(jobId, shutdown).ConfigureAwait(false) is not { } job)
        {
            return;
        }

        using IDisposable? scope = logger.BeginJob(jobId);
        LogBegan(jobId, job.ModelId, job.Attempts);
        tools.Feed.Publish(job);
        var journal = new BatchJournal(job.Snapshot(), tools, cancel.Cancel, logger);
        Action<BatchJob> end;
        BatchState state;
        await using (journal.ConfigureAwait(false))
        {
            (state, end) = await AttemptAsync(job, journal, cancel.Token, shutdown).ConfigureAwait(false);
        }

        BatchJob last = journal.Snapshot();
        await FinishAsync(jobId, state, row =>
        {
            (row.RowsDone, row.Progress) = (last.RowsDone, last.Progress);
            end(row);
        }, shutdown).ConfigureAwait(false);
    }

    /// <summary>Ends a job that was told to stop and that nobody runs any more. Does nothing when it runs here after all.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task EndLostAsync(string jobId, CancellationToken cancellationToken)
    {
        using var nobody = new CancellationTokenSource();
        using IDisposable? entry = running.TryEnter(jobId, nobody);
        if (entry is not null)
        {
            await MoveToEndAsync(jobId, BatchState.Cancelled, _ => { }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(BatchState State, Action<BatchJob> End)> AttemptAsync(
        BatchJob job, BatchJournal journal, CancellationToken cancelled, CancellationToken shutdown)
    {
        try
        {
            StoredArtifact result = await new BatchAttempt(tools, job, journal, cancelled).RunAsync().ConfigureAwait(false);
            return (BatchState.Succeeded, row =>
            {
                (row.ResultSha256, row.ResultBytes, row.RowsTotal, row.Progress) = (result.Sha256, result.Bytes, row.RowsDone, 1);
                row.ResultExpiresAt = tools.Clock.GetUtcNow().AddDays(tools.Options.Value.KeepResultsForDays);
            }
            );
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            return (BatchState.Cancelled, _ => { });
        }
        catch (Exception exception)
        {
            LogFailed(exception, job.JobId);
            return (BatchState.Failed, row => (row.Error, row.ErrorLine) = (Sentence(exception), (exception as CsvException)?.Line));
        }
    }

    /// <summary>Brings a job into the running state; null when there is nothing to do.</summary>
    private async Task<BatchJob?> BeginAsync(string jobId, CancellationToken cancellationToken)
    {
        BatchJob? job = await tools.Store.FindAsync(jobId, cancellationToken).ConfigureAwait(false);
        if (job is null || job.HasEnded)
        {
            return null;
        }

        if (job.CancelRequestedAt is not null)
        {
            await FinishAsync(jobId, BatchState.Cancelled, _ => { }, cancellationToken).ConfigureAwait(false);
            return null;
        }

        if (job.Attempts >= tools.Options.Value.MaxAttempts)
        {
            string reason = $"The program stopped {job.Attempts} times while this job ran, so it is not tried again.";
            await FinishAsync(jobId, BatchState.Failed, row => row.Error = reason, cancellationToken).ConfigureAwait(false);
            return null;
        }

        return await tools.Store.MoveAsync(
            jobId,
            [BatchState.Queued, BatchState.Running],
            BatchState.Running,
            row =>
            {
                row.Attempts++;
                (row.StartedAt, row.Progress, row.RowsDone) = (tools.Clock.GetUtcNow(), 0, 0);
            },
            cancellationToken).ConfigureAwait(false);
    }

    // Whatever the database says: a job that has ended is not called running.
    private Task FinishAsync(string jobId, BatchState state, Action<BatchJob> change, CancellationToken shutdown) => UntilStored.RunAsync(
        () => MoveToEndAsync(jobId, state, change, CancellationToken.None),
        tools.Clock,
        exception =>
        {
            LogUnwritten(exception, jobId, state);
            return true;
        },
        shutdown);

    private async Task MoveToEndAsync(string jobId, BatchState state, Action<BatchJob> change, CancellationToken cancellationToken)
    {
        void End(BatchJob row)
        {
            row.FinishedAt = tools.Clock.GetUtcNow();
            change(row);
        }

        BatchState[] open = [BatchState.Queued, BatchState.Running];
        BatchJob? ended = state == BatchState.Cancelled
            ? null
            : await tools.Store.MoveUncancelledAsync(jobId, open, state, End, cancellationToken).ConfigureAwait(false);
        ended ??= await tools.Store.MoveAsync(
            jobId,
            open,
            BatchState.Cancelled,
            row =>
            {
                End(row);
                (row.ResultSha256, row.ResultBytes, row.ResultExpiresAt, row.ErrorLine) = (null, null, null, null);
                row.Error = "Cancelled, so there is no result.";
            },
            cancellationToken).ConfigureAwait(false);
        if (ended is not null)
        {
            tools.Feed.Publish(ended);
            LogEnded(jobId, ended.State);
        }
    }

    private static string Sentence(Exception exception) => exception switch
    {
        CsvException or InvalidException or NotFoundException or ConflictException or InvalidDataException => exception.Message,
        OutOfMemoryException => "There is not enough memory for this table and this model.",
        _ when StorageFault.Of(exception) is { } fault => fault.Sentence,
        _ => $"The prediction failed: {exception.Message}",
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Batch job {JobId} for {ModelId} begins (attempt {Attempt})")]
    private partial void LogBegan(string jobId, string modelId, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Batch job {JobId} has ended: {State}")]
    private partial void LogEnded(string jobId, BatchState state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of batch job {JobId} ({State}) could not be stored; it is tried again")]
    private partial void LogUnwritten(Exception exception, string jobId, BatchState state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch job {JobId} failed")]
    private partial void LogFailed(Exception exception, string jobId);
}
