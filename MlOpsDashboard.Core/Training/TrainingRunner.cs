using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Logs;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Training;

/// <summary>Takes a job from the queue to its end, whatever happens in between.</summary>
internal sealed partial class TrainingRunner(
    TrainingTools tools,
    TrainingJobStore store,
    RunningJobs<TrainingWork> running,
    RunQueries runs,
    TrainingFeed feed,
    IOptions<TrainingOptions> options,
    TrainingMeter meter,
    ILogger<TrainingRunner> logger)
{
    /// <summary>Runs a job. Does nothing when it has ended or runs already.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="shutdown">The program stops: the job is left to be run again.</param>
    /// <exception cref="OperationCanceledException">The program stops.</exception>
    public async Task RunAsync(string jobId, CancellationToken shutdown)
    {
        using var cancel = new CancellationTokenSource();
        using IDisposable? entry = running.TryEnter(jobId, cancel);
        if (entry is null || await BeginAsync(jobId, shutdown).ConfigureAwait(false) is not { } job)
        {
            return;
        }

        using IDisposable? scope = logger.BeginJob(jobId);
        using Activity? span = TrainingTrace.Start(job);
        long started = tools.Clock.GetTimestamp();
        LogBegan(jobId, job.ModelName, job.Attempts);
        long seq = await store.LastSeqAsync(jobId, shutdown).ConfigureAwait(false);
        var journal = new TrainingJournal(job, seq, store, feed, tools.Clock, cancel.Cancel);
        await using (journal.ConfigureAwait(false))
        {
            if (job.Attempts > 1)
            {
                journal.Log($"The program stopped while this job ran; it goes on (attempt {job.Attempts}).", "warning");
            }

            TrainingEnd end = await AttemptAsync(job, journal, cancel.Token, shutdown).ConfigureAwait(false);
            meter.RecordEnd(job, end, tools.Clock.GetElapsedTime(started));
            TrainingTrace.End(span, end);
            await EndAsync(job, journal, end, shutdown).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a job that was told to stop and that nobody runs any more. Does nothing when it runs here after all.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task EndLostAsync(string jobId, CancellationToken cancellationToken)
    {
        using var nobody = new CancellationTokenSource();
        using IDisposable? entry = running.TryEnter(jobId, nobody);
        if (entry is not null && await store.FindAsync(jobId, cancellationToken).ConfigureAwait(false) is { State: TrainingState.Running, CancelRequestedAt: not null } job)
        {
            await PrepareAgainAsync(job, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What is said of a failure to the person who waits for the model.</summary>
    /// <param name="exception">What was thrown.</param>
    public static string Sentence(Exception exception) => exception switch
    {
        InvalidException or NotFoundException or ConflictException or InvalidDataException => exception.Message,
        OutOfMemoryException => "There is not enough memory for this data and these learners.",
        _ when StorageFault.Of(exception) is { } fault => fault.Sentence,
        _ => $"The training failed: {exception.Message}",
    };

    private async Task<TrainingEnd> AttemptAsync(TrainingJob job, TrainingJournal journal, CancellationToken cancelled, CancellationToken shutdown)
    {
        try
        {
            return await new TrainingAttempt(tools, job, journal, cancelled, shutdown).RunAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            journal.Log("The program stops; the job goes on when it is back.", "warning");
            await FlushAsync(job, journal, shutdown).ConfigureAwait(false);
            throw;
        }
        catch (Exception exception)
        {
            LogFailed(exception, job.JobId);
            journal.Log(Sentence(exception), "error");
            return new TrainingEnd(TrainingState.Failed, Sentence(exception));
        }
    }

    /// <summary>Brings a job into the running state; null when there is nothing to do.</summary>
    private async Task<TrainingJob?> BeginAsync(string jobId, CancellationToken cancellationToken)
    {
        TrainingJob? job = await store.FindAsync(jobId, cancellationToken).ConfigureAwait(false);
        if (job is null || job.HasEnded)
        {
            return null;
        }

        if (job.State == TrainingState.Running && !await PrepareAgainAsync(job, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        return await store.MoveAsync(
            jobId,
            TrainingState.Running,
            row =>
            {
                row.Attempts++;
                (row.StartedAt, row.Stage, row.Progress) = (tools.Clock.GetUtcNow(), "starting", 0);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cleans up after an attempt that the program's end cut off.</summary>
    /// <returns>Whether the job is to be run again.</returns>
    private async Task<bool> PrepareAgainAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        Run? run = await FindRunAsync(job, cancellationToken).ConfigureAwait(false);
        if (run is not null && EndOf(run) is { } end)
        {
            // Everything was done but this last word.
            await FinishAsync(job, end, cancellationToken).ConfigureAwait(false);
            return false;
        }

        IReadOnlyList<TrainingJob> others = await store.InStateAsync([TrainingState.Running], cancellationToken).ConfigureAwait(false);
        var live = others.Select(other => other.JobId).Where(id => id != job.JobId).ToHashSet(StringComparer.Ordinal);
        bool goesOn = job.CancelRequestedAt is null && job.Attempts < options.Value.MaxAttempts;
        string? openRun = goesOn && run is { Status: RunStatus.Running } ? run.RunId : null;
        await tools.Tracking.MarkOrphanedAsync(live, openRun, "The program stopped while this ran.", cancellationToken).ConfigureAwait(false);
        if (job.CancelRequestedAt is not null)
        {
            await FinishAsync(job, new TrainingEnd(TrainingState.Cancelled, "Cancelled; the program stopped before its best model was kept."), cancellationToken).ConfigureAwait(false);
            return false;
        }

        if (job.Attempts >= options.Value.MaxAttempts)
        {
            string reason = $"The program stopped {job.Attempts} times while this job ran, so it is not tried again.";
            await FinishAsync(job, new TrainingEnd(TrainingState.Failed, reason), cancellationToken).ConfigureAwait(false);
            return false;
        }

        return await store.MoveAsync(job.JobId, TrainingState.Queued, row => row.RunId = openRun, cancellationToken).ConfigureAwait(false) is not null;
    }

    private async Task<Run?> FindRunAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        try
        {
            return job.RunId is null ? null : (await runs.GetAsync(job.RunId, cancellationToken).ConfigureAwait(false)).Run;
        }
        catch (NotFoundException)
        {
            // Somebody removed the run meanwhile: the job goes on under a new one.
            return null;
        }
    }

    private static TrainingEnd? EndOf(Run run) => run switch
    {
        { ModelSha256: null } => null,
        { Status: RunStatus.Finished } => new TrainingEnd(TrainingState.Succeeded, null),
        { Status: RunStatus.Cancelled } => new TrainingEnd(TrainingState.Cancelled, null),
        _ => null,
    };

    private async Task EndAsync(TrainingJob job, TrainingJournal journal, TrainingEnd end, CancellationToken shutdown)
    {
        if (end.Error is not null && end.State != TrainingState.Failed)
        {
            journal.Log(end.Error, "warning");
        }

        await FlushAsync(job, journal, shutdown).ConfigureAwait(false);
        await FinishAsync(job, end, shutdown).ConfigureAwait(false);
    }

    // The last lines and trials wait for a database that takes no writes just now. Should they themselves be at fault, the end matters more.
    private async Task FlushAsync(TrainingJob job, TrainingJournal journal, CancellationToken shutdown)
    {
        try
        {
            await UntilStored.RunAsync(
                () => journal.FlushAsync(CancellationToken.None), tools.Clock, exception => StorageFault.Of(exception) is not null, shutdown).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogUnwritten(exception, job.JobId, "its last lines");
        }
    }

    // Whatever the database says: a job that has ended is not called running.
    private Task FinishAsync(TrainingJob job, TrainingEnd end, CancellationToken shutdown) => UntilStored.RunAsync(
        () => MoveToEndAsync(job, end, CancellationToken.None),
        tools.Clock,
        exception =>
        {
            LogUnwritten(exception, job.JobId, end.State.ToString().ToLowerInvariant());
            return true;
        },
        shutdown);

    private async Task MoveToEndAsync(TrainingJob job, TrainingEnd end, CancellationToken cancellationToken)
    {
        void End(TrainingJob row, TrainingState state)
        {
            row.FinishedAt = tools.Clock.GetUtcNow();
            row.Progress = end.State == TrainingState.Succeeded ? 1 : row.Progress;
            (row.Stage, row.Error) = (state.ToString().ToLowerInvariant(), end.Error);
        }

        // Who was told that the job stops does not hear that it succeeded: it is cancelled, with its model.
        bool succeeded = end.State == TrainingState.Succeeded;
        TrainingState otherwise = succeeded ? TrainingState.Cancelled : end.State;
        TrainingJob? ended = succeeded
            ? await store.MoveUncancelledAsync(
                job.JobId, TrainingStateMachine.Before(end.State), end.State, row => End(row, end.State), cancellationToken).ConfigureAwait(false)
            : null;
        ended ??= await store.MoveAsync(job.JobId, otherwise, row => End(row, otherwise), cancellationToken).ConfigureAwait(false);
        if (ended is not null)
        {
            feed.Publish(new TrainingEvent(job.JobId, Job: ended));
            LogEnded(job.JobId, ended.Stage);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Training job {JobId} for {ModelName} begins (attempt {Attempt})")]
    private partial void LogBegan(string jobId, string modelName, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Training job {JobId} has ended: {State}")]
    private partial void LogEnded(string jobId, string state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of training job {JobId} ({What}) could not be stored")]
    private partial void LogUnwritten(Exception exception, string jobId, string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "Training job {JobId} failed")]
    private partial void LogFailed(Exception exception, string jobId);
}
