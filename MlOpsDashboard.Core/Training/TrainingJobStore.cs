using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Training;

/// <summary>The rows of jobs, trials and log lines.</summary>
internal sealed class TrainingJobStore(IDbContextFactory<MlOpsDbContext> contexts)
    : StoredJobs<TrainingJob, TrainingState>(contexts, TrainingState.Queued, TrainingState.Running)
{
    /// <summary>The most log lines of one answer.</summary>
    public const int MaxLines = 1000;

    /// <summary>Moves a job to another state, if the state machine lets it, in one statement.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="to">The state wanted.</param>
    /// <param name="change">Changes what goes with the state.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The job as it is stored now, or null when it was in a state that does not lead there.</returns>
    public Task<TrainingJob?> MoveAsync(string jobId, TrainingState to, Action<TrainingJob> change, CancellationToken cancellationToken) =>
        MoveAsync(jobId, TrainingStateMachine.Before(to), to, change, cancellationToken);

    /// <summary>Cancels a job that waits still; null when it runs or has ended meanwhile.</summary>
    public Task<TrainingJob?> MoveQueuedToCancelledAsync(string jobId, Action<TrainingJob> change, CancellationToken cancellationToken) =>
        MoveAsync(jobId, [TrainingState.Queued], TrainingState.Cancelled, change, cancellationToken);

    /// <summary>The job of a run, or null.</summary>
    public async Task<TrainingJob?> FindByRunAsync(string runId, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TrainingJob>().AsNoTracking().FirstOrDefaultAsync(job => job.RunId == runId, cancellationToken);
    }

    /// <inheritdoc/>
    protected override IQueryable<TrainingJob> Named(IQueryable<TrainingJob> jobs, string? find) => jobs.Containing(job => job.ModelName, find);

    /// <summary>Stores how far a running job is, with its new lines and trials.</summary>
    /// <returns>When somebody asked for it to stop, or null.</returns>
    public async Task<DateTimeOffset?> SaveAsync(
        TrainingJob job, IReadOnlyList<TrainingLogLine> lines, IReadOnlyList<TrainingTrial> trials, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Set<TrainingJob>().Where(row => row.JobId == job.JobId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Progress, job.Progress)
                .SetProperty(row => row.Stage, job.Stage)
                .SetProperty(row => row.TrialsDone, job.TrialsDone)
                .SetProperty(row => row.TrialsTotal, job.TrialsTotal)
                .SetProperty(row => row.BestLearner, job.BestLearner)
                .SetProperty(row => row.BestMetric, job.BestMetric)
                .SetProperty(row => row.BestValue, job.BestValue)
                .SetProperty(row => row.OuterFolds, job.OuterFolds)
                .SetProperty(row => row.RunId, job.RunId),
            cancellationToken);
        context.AddRange(lines);
        context.AddRange(trials);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await context.Set<TrainingJob>().Where(row => row.JobId == job.JobId)
            .Select(row => row.CancelRequestedAt).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Lines after a number, in order.</summary>
    public async Task<IReadOnlyList<TrainingLogLine>> LinesAsync(string jobId, long after, int limit, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TrainingLogLine>().AsNoTracking()
            .Where(line => line.JobId == jobId && line.Seq > after)
            .OrderBy(line => line.Seq)
            .Take(limit)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The number of the last line; 0 when there is none.</summary>
    public async Task<long> LastSeqAsync(string jobId, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TrainingLogLine>().Where(line => line.JobId == jobId).MaxAsync(line => (long?)line.Seq, cancellationToken) ?? 0;
    }

    /// <summary>A job's trials in the order of their beginning.</summary>
    public async Task<IReadOnlyList<TrainingTrial>> TrialsAsync(string jobId, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TrainingTrial>().AsNoTracking()
            .Where(trial => trial.JobId == jobId).OrderBy(trial => trial.Number).ToListAsync(cancellationToken);
    }

    /// <summary>Forgets the trials of an attempt that the program's stop cut short, but for those that the next one goes on behind.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="keep">The number of the last trial that is kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task DeleteTrialsAsync(string jobId, int keep, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<TrainingTrial>().Where(trial => trial.JobId == jobId && trial.Number > keep).ExecuteDeleteAsync(cancellationToken);
    }
}
