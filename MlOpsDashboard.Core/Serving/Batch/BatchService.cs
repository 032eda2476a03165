using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>Takes batch jobs in, tells how they do, stops them, and hands out their results.</summary>
public sealed partial class BatchService
{
    private readonly BatchTools _tools;
    private readonly JobQueue<BatchWork> _queue;
    private readonly RunningJobs<BatchWork> _running;
    private readonly BatchRunner _runner;
    private readonly JobDispatcher _scheduler;
    private readonly ILogger<BatchService> _logger;

    internal BatchService(
        BatchTools tools,
        JobQueue<BatchWork> queue,
        RunningJobs<BatchWork> running,
        BatchRunner runner,
        JobDispatcher scheduler,
        ILogger<BatchService> logger)
    {
        _tools = tools;
        _queue = queue;
        _running = running;
        _runner = runner;
        _scheduler = scheduler;
        _logger = logger;
    }

    /// <summary>Checks a request and puts a job into the queue.</summary>
    /// <param name="request">What shall be done.</param>
    /// <param name="file">The table, from <see cref="DatasetService.StageAsync"/>, which the caller disposes of; null for a data set.</param>
    /// <param name="fileName">The table's name at its sender.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="idempotencyKey">The caller's key: the same key and request answer with the same job. Null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">Fields are at fault, or the table lacks columns; all are named.</exception>
    /// <exception cref="NotFoundException">There is no such model, version or data set.</exception>
    /// <exception cref="ConflictException">The model has no production version, or the key was used for another request.</exception>
    public async Task<BatchJob> StartAsync(
        BatchRequest request, StagedArtifact? file, string? fileName, Actor actor, string? idempotencyKey, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Viewer);
        ArgumentNullException.ThrowIfNull(request);
        Check(request, file);
        if (idempotencyKey is not null && await _tools.Store.FindByKeyAsync(idempotencyKey, cancellationToken) is { } earlier)
        {
            return Same(earlier, request, file);
        }

        BatchJob job = await MakeAsync(request, file, fileName, actor.Name, idempotencyKey, cancellationToken);
        if (file is not null)
        {
            await file.CommitAsync(cancellationToken);
        }

        if (!await _tools.Store.TryAddAsync(job, cancellationToken))
        {
            return Same((await _tools.Store.FindByKeyAsync(idempotencyKey!, cancellationToken))!, request, file);
        }

        LogQueued(job.JobId, job.Source, job.ModelId, actor.Name);
        _tools.Feed.Publish(job.Snapshot());

        // The row is stored: whether the caller still waits or not, the job is run.
        await _queue.DispatchSoonAsync();
        return job.Snapshot();
    }

    /// <summary>A job.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such job.</exception>
    public async Task<BatchJob> GetAsync(string jobId, CancellationToken cancellationToken) =>
        await _tools.Store.FindAsync(jobId, cancellationToken) ?? throw new NotFoundException($"There is no batch job {jobId}.");

    /// <summary>One page of the jobs, the latest first.</summary>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Page<BatchJob>> ListAsync(PageQuery page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        return _tools.Store.PageAsync(page, cancellationToken);
    }

    /// <summary>The whole result of a job: the rows with their predictions, as the table is written but in UTF-8. The stream can seek.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such job, or its result was removed when its time was over.</exception>
    /// <exception cref="ConflictException">The job has no result, or none yet.</exception>
    public async Task<Stream> OpenResultAsync(string jobId, CancellationToken cancellationToken)
    {
        BatchJob job = await GetAsync(jobId, cancellationToken);
        if (job.State != BatchState.Succeeded)
        {
            throw new ConflictException(job.HasEnded
                ? $"Job {jobId} has no result: {job.Error}"
                : $"Job {jobId} is not done yet; its result comes whole or not at all.");
        }

        return job.ResultSha256 is { } sha256
            ? await _tools.Artifacts.OpenOftenAsync(BatchJob.ResultOf(jobId, sha256), cancellationToken)
            : throw new NotFoundException($"The result of job {jobId} was removed {job.ResultExpiresAt:u}, when its time was over. Ask again for a new one.");
    }

    /// <summary>Stops a job; one that runs ends within a second. There is no result then.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="actor">Who stops it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such job.</exception>
    /// <exception cref="ConflictException">It has ended.</exception>
    public async Task<BatchJob> CancelAsync(string jobId, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        BatchJob job = await GetAsync(jobId, cancellationToken);
        if (job.HasEnded)
        {
            throw new ConflictException($"Job {jobId} has ended already ({job.State.ToString().ToLowerInvariant()}).");
        }

        LogCancelled(jobId, actor.Name);
        DateTimeOffset now = _tools.Clock.GetUtcNow();
        BatchJob? cancelled = await _tools.Store.MoveAsync(
            jobId,
            [BatchState.Queued],
            BatchState.Cancelled,
            row =>
            {
                (row.FinishedAt, row.CancelRequestedAt, row.CancelledBy) = (now, now, actor.Name);
                row.Error = "Cancelled before it began, so there is no result.";
            },
            cancellationToken);
        if (cancelled is not null)
        {
            _tools.Feed.Publish(cancelled);
            await _scheduler.CancelAsync<BatchWork>(jobId, CancellationToken.None);
            await _queue.ReleaseAsync(jobId, CancellationToken.None);
            return cancelled;
        }

        bool confirmed = await _tools.Store.RequestCancelAsync(jobId, actor.Name, now, cancellationToken);
        if (confirmed && !_running.Cancel(jobId) && !await _scheduler.IsElsewhereAsync<BatchWork>(jobId, cancellationToken))
        {
            await _runner.EndLostAsync(jobId, cancellationToken);
            await _queue.ReleaseAsync(jobId, CancellationToken.None);
        }

        job = await GetAsync(jobId, cancellationToken);
        return confirmed || job.State == BatchState.Cancelled
            ? job
            : throw new ConflictException($"Job {jobId} has ended already ({job.State.ToString().ToLowerInvariant()}).");
    }

    private static void Check(BatchRequest request, StagedArtifact? file)
    {
        if (string.IsNullOrEmpty(request.ModelName) == string.IsNullOrEmpty(request.ModelId))
        {
            throw new InvalidException("model_name", "Give model_name or model_id, and not both.");
        }

        if (string.IsNullOrEmpty(request.Dataset) == file is null)
        {
            throw new InvalidException("dataset", "Give dataset, or bring the rows as a file, and not both.");
        }

        if (request.DatasetVersion is not null && file is not null)
        {
            throw new InvalidException("dataset_version", "dataset_version goes with dataset, and not with a file.");
        }
    }

    private async Task<BatchJob> MakeAsync(
        BatchRequest request, StagedArtifact? file, string? fileName, string actor, string? idempotencyKey, CancellationToken cancellationToken)
    {
        (ServedModel model, _) = await _tools.Versions.ResolveAsync(
            NullIfEmpty(request.ModelName), NullIfEmpty(request.ModelId), cancellationToken);
        DatasetVersion? version = file is null ? await _tools.Datasets.GetAsync(request.Dataset!, request.DatasetVersion, cancellationToken) : null;
        BatchInput input = version is not null ? BatchInput.Of(version) : await Task.Run(() => Look(file!), cancellationToken);
        input.For(model);
        return new BatchJob
        {
            JobId = Ids.New(_tools.Clock),
            ModelName = model.Name,
            ModelVersion = model.Version,
            Source = version is null ? DatasetNames.Source(fileName) : FormattableString.Invariant($"{version.Dataset}:{version.Version}"),
            Dataset = version?.Dataset,
            DatasetVersion = version?.Version,
            InputSha256 = version?.Sha256 ?? file!.Sha256,
            InputBytes = version?.Bytes ?? file!.Bytes,
            Format = input.Format,
            RowsTotal = input.Rows,
            CreatedAt = _tools.Clock.GetUtcNow(),
            CreatedBy = actor,
            IdempotencyKey = idempotencyKey,
        };
    }

    private static BatchInput Look(StagedArtifact file)
    {
        using var content = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan);
        return BatchInput.Of(content, null);
    }

    private static BatchJob Same(BatchJob earlier, BatchRequest request, StagedArtifact? file)
    {
        // What was left open has been filled in meanwhile; that makes no other request of it.
        ModelReference? reference = string.IsNullOrEmpty(request.ModelId) ? null : ModelReference.Parse(request.ModelId);
        bool same = earlier.ModelName == (reference?.Name ?? request.ModelName)
            && (reference?.Version is null || reference.Version == earlier.ModelVersion)
            && earlier.Dataset == NullIfEmpty(request.Dataset)
            && (request.DatasetVersion is null || request.DatasetVersion == earlier.DatasetVersion)
            && (file is null || file.Sha256 == earlier.InputSha256);
        return same ? earlier : throw new ConflictException("This Idempotency-Key was used for another batch job; use a new one.");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    [LoggerMessage(Level = LogLevel.Information, Message = "Batch job {JobId} of {Source} for {ModelId} was queued by {Actor}")]
    private partial void LogQueued(string jobId, string source, string modelId, string actor);

    [LoggerMessage(Level = LogLevel.Information, Message = "Batch job {JobId} was cancelled by {Actor}")]
    private partial void LogCancelled(string jobId, string actor);
}
