using System.Text.Json;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Core.Training;

/// <summary>Takes training jobs in, tells how they do, and stops them.</summary>
public sealed partial class TrainingService
{
    private readonly DatasetService _datasets;
    private readonly TrainingJobStore _store;
    private readonly JobQueue<TrainingWork> _queue;
    private readonly RunningJobs<TrainingWork> _running;
    private readonly TrainingRunner _runner;
    private readonly JobDispatcher _scheduler;
    private readonly TrainingFeed _feed;
    private readonly TimeProvider _clock;
    private readonly ILogger<TrainingService> _logger;

    internal TrainingService(
        DatasetService datasets,
        TrainingJobStore store,
        JobQueue<TrainingWork> queue,
        RunningJobs<TrainingWork> running,
        TrainingRunner runner,
        JobDispatcher scheduler,
        TrainingFeed feed,
        TimeProvider clock,
        ILogger<TrainingService> logger)
    {
        _datasets = datasets;
        _store = store;
        _queue = queue;
        _running = running;
        _runner = runner;
        _scheduler = scheduler;
        _feed = feed;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Checks a request and puts a job into the queue.</summary>
    /// <param name="request">What shall be done.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="idempotencyKey">The caller's key: the same key and request answer with the same job. Null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">Fields are at fault; all are named.</exception>
    /// <exception cref="NotFoundException">There is no such data set or version.</exception>
    /// <exception cref="ConflictException">The key was used for another request.</exception>
    public async Task<TrainingJob> StartAsync(TrainingRequest request, Actor actor, string? idempotencyKey, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        ArgumentNullException.ThrowIfNull(request);
        TrainingRequest complete = TrainingRequestRules.Complete(request);
        if (idempotencyKey is not null && await _store.FindByKeyAsync(idempotencyKey, cancellationToken) is { } earlier)
        {
            return Same(earlier, complete);
        }

        complete = await new TrainingDataRules(_datasets).CheckAsync(complete, cancellationToken);
        var job = new TrainingJob
        {
            JobId = Ids.New(_clock),
            Request = complete,
            ModelName = complete.ModelName!,
            ExperimentName = complete.Experiment!,
            TrialsTotal = complete.Trials!.Value,
            CreatedAt = _clock.GetUtcNow(),
            CreatedBy = actor.Name,
            IdempotencyKey = idempotencyKey,
        };
        if (!await _store.TryAddAsync(job, cancellationToken))
        {
            return Same((await _store.FindByKeyAsync(idempotencyKey!, cancellationToken))!, complete);
        }

        LogQueued(job.JobId, job.ModelName, actor.Name);
        _feed.Publish(new TrainingEvent(job.JobId, Job: job.Snapshot()));

        // The row is stored: whether the caller still waits or not, the job is run.
        await _queue.DispatchSoonAsync();
        return job.Snapshot();
    }

    /// <summary>Checks a request as <see cref="StartAsync"/> does, and starts nothing.</summary>
    /// <param name="request">What would be done.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">Fields are at fault; all are named.</exception>
    /// <exception cref="NotFoundException">There is no such data set or version.</exception>
    public async Task CheckAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await new TrainingDataRules(_datasets).CheckAsync(TrainingRequestRules.Complete(request), cancellationToken);
    }

    /// <summary>The job whose search is a run; null when the run was made otherwise, or the job is gone.</summary>
    /// <param name="runId">The run of a search.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<TrainingJob?> FindByRunAsync(string runId, CancellationToken cancellationToken) => _store.FindByRunAsync(runId, cancellationToken);

    /// <summary>A job.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such job.</exception>
    public async Task<TrainingJob> GetAsync(string jobId, CancellationToken cancellationToken) =>
        await _store.FindAsync(jobId, cancellationToken) ?? throw new NotFoundException($"There is no training job {jobId}.");

    /// <summary>One page of the jobs, the latest first.</summary>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Page<TrainingJob>> ListAsync(PageQuery page, CancellationToken cancellationToken) => _store.PageAsync(page, cancellationToken);

    /// <summary>How many jobs there are.</summary>
    /// <param name="find">What the names of their models must have in them; null or blank for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<int> CountAsync(string? find, CancellationToken cancellationToken) => _store.CountAsync(find, cancellationToken);

    /// <summary>Lines of a job's log, at most 1,000.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="after">Only lines with a greater number; 0 for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such job.</exception>
    public async Task<IReadOnlyList<TrainingLogLine>> LogAsync(string jobId, long after, CancellationToken cancellationToken)
    {
        if (after < 0)
        {
            throw InvalidException.Of("after", "must be 0 or more.");
        }

        await GetAsync(jobId, cancellationToken);
        return await _store.LinesAsync(jobId, after, TrainingJobStore.MaxLines, cancellationToken);
    }

    /// <summary>A job's trials so far, in the order of their beginning.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlyList<TrainingTrial>> TrialsAsync(string jobId, CancellationToken cancellationToken) => _store.TrialsAsync(jobId, cancellationToken);

    /// <summary>Stops a job. One that runs keeps its best model so far and ends within a second.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="actor">Who stops it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such job.</exception>
    /// <exception cref="ConflictException">It has ended.</exception>
    public async Task<TrainingJob> CancelAsync(string jobId, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        TrainingJob job = await GetAsync(jobId, cancellationToken);
        if (job.HasEnded)
        {
            throw Ended(job);
        }

        DateTimeOffset now = _clock.GetUtcNow();
        if (job.State == TrainingState.Queued && await CancelQueuedAsync(jobId, actor.Name, now, cancellationToken) is { } cancelled)
        {
            return cancelled;
        }

        bool confirmed = await _store.RequestCancelAsync(jobId, actor.Name, now, cancellationToken);
        if (confirmed && !_running.Cancel(jobId) && !await _scheduler.IsElsewhereAsync<TrainingWork>(jobId, cancellationToken))
        {
            await _runner.EndLostAsync(jobId, cancellationToken);
            await _queue.ReleaseAsync(jobId, CancellationToken.None);
        }

        job = await GetAsync(jobId, cancellationToken);
        if (!confirmed && job.State != TrainingState.Cancelled)
        {
            throw Ended(job);
        }

        LogCancelled(jobId, actor.Name);
        return job;
    }

    private static ConflictException Ended(TrainingJob job) =>
        new($"Job {job.JobId} has ended already ({job.State.ToString().ToLowerInvariant()}).");

    private async Task<TrainingJob?> CancelQueuedAsync(string jobId, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        TrainingJob? cancelled = await _store.MoveQueuedToCancelledAsync(
            jobId,
            job =>
            {
                (job.FinishedAt, job.CancelRequestedAt, job.CancelledBy) = (now, now, actor);
                (job.Stage, job.Error) = ("cancelled", "Cancelled before it began, so there is no model.");
            },
            cancellationToken);
        if (cancelled is not null)
        {
            _feed.Publish(new TrainingEvent(jobId, Job: cancelled));
            await _scheduler.CancelAsync<TrainingWork>(jobId, CancellationToken.None);
            await _queue.ReleaseAsync(jobId, CancellationToken.None);
            LogCancelled(jobId, actor);
        }

        return cancelled;
    }

    private static TrainingJob Same(TrainingJob earlier, TrainingRequest request)
    {
        // A version that was left open has been filled in meanwhile, and a class is spelt as the data does; that makes no other request of it.
        TrainingRequest present = request with
        {
            DatasetVersion = request.DatasetVersion ?? earlier.Request.DatasetVersion,
            PositiveClass = PositiveClass.IsForm(request.PositiveClass, earlier.Request.PositiveClass) ? earlier.Request.PositiveClass : request.PositiveClass,
        };
        return JsonSerializer.Serialize(present, TrainingJson.Options) == JsonSerializer.Serialize(earlier.Request, TrainingJson.Options)
            ? earlier
            : throw new ConflictException("This Idempotency-Key was used for another training request; use a new one.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Training job {JobId} for {ModelName} was queued by {Actor}")]
    private partial void LogQueued(string jobId, string modelName, string actor);

    [LoggerMessage(Level = LogLevel.Information, Message = "Training job {JobId} was cancelled by {Actor}")]
    private partial void LogCancelled(string jobId, string actor);
}
