using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Training;

/// <summary>The rows of jobs, trials and log lines.</summary>
internal sealed class TrainingJobStore(IDbContextFactory<MlOpsDbContext> contexts)
{
    /// <summary>The most log lines of one answer.</summary>
    public const int MaxLines = 1000;

    /// <summary>Stores a new job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when a job with its idempotency key exists already.</returns>
    public async Task<bool> TryAddAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(job);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (job.IdempotencyKey is not null && exception.IsUniqueViolation())
        {
            return false;
        }
    }

    /// <summary>A job, or null.</summary>
    public async Task<TrainingJob?> FindAsync(string jobId, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TrainingJob>().AsNoTracking().SingleOrDefaultAsync(job => job.JobId == jobId, cancellationToken);
    }

    /// <summary>The job that a key started, or null.</summary>
    public async Task<TrainingJob?> FindByKeyAsync(string idempotencyKey, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TrainingJob>().AsNoTracking().SingleOrDefaultAsync(job => job.IdempotencyKey == idempotencyKey, cancellationToken);
    }

    /// <summary>Jobs, the latest first.</summary>
    public async Task<Page<TrainingJob>> PageAsync(PageQuery page, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<TrainingJob> rows = await context.Set<TrainingJob>().AsNoTracking()
            .OrderByDescending(job => job.JobId)
            .Skip(page.Offset)
            .Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return page.ToPage(rows);
    }

    /// <summary>The jobs in some states, the oldest first.</summary>
    public async Task<IReadOnlyList<TrainingJob>> InStateAsync(TrainingState[] states, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TrainingJob>().AsNoTracking()
            .Where(job => states.Contains(job.State))
            .OrderBy(job => job.JobId)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The identifiers of the jobs that wait, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> QueuedAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TrainingJob>()
            .Where(job => job.State == TrainingState.Queued).OrderBy(job => job.JobId).Select(job => job.JobId).ToListAsync(cancellationToken);
    }

    /// <summary>Moves a job to another state, if the state machine lets it, in one statement.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="to">The state wanted.</param>
    /// <param name="change">Changes what goes with the state.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The job as it is stored now, or null when it was in a state that does not lead there.</returns>
    public Task<TrainingJob?> MoveAsync(string jobId, TrainingState to, Action<TrainingJob> change, CancellationToken cancellationToken) =>
        MoveFromAsync(jobId, TrainingStateMachine.Before(to), to, change, cancellationToken);

    /// <summary>Cancels a job that waits still; null when it runs or has ended meanwhile.</summary>
    public Task<TrainingJob?> MoveQueuedToCancelledAsync(string jobId, Action<TrainingJob> change, CancellationToken cancellationToken) =>
        MoveFromAsync(jobId, [TrainingState.Queued], TrainingState.Cancelled, change, cancellationToken);

    /// <summary>Notes that somebody wants a running job to stop.</summary>
    public async Task RequestCancelAsync(string jobId, string actor, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<TrainingJob>()
            .Where(job => job.JobId == jobId && job.State == TrainingState.Running && job.CancelRequestedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(job => job.CancelRequestedAt, at).SetProperty(job => job.CancelledBy, actor), cancellationToken);
    }

    /// <summary>Stores how far a running job is, with its new lines and trials.</summary>
    /// <returns>When somebody asked for it to stop, or null.</returns>
    public async Task<DateTimeOffset?> SaveAsync(
        TrainingJob job, IReadOnlyList<TrainingLogLine> lines, IReadOnlyList<TrainingTrial> trials, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Set<TrainingJob>().Where(row => row.JobId == job.JobId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Progress, job.Progress)
                .SetProperty(row => row.Stage, job.Stage)
                .SetProperty(row => row.TrialsDone, job.TrialsDone)
                .SetProperty(row => row.TrialsTotal, job.TrialsTotal)
                .SetProperty(row => row.BestLearner, job.BestLearner)
                .SetProperty(row => row.BestMetric, job.BestMetric)
                .SetProperty(row => row.BestValue, job.BestValue)
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
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TrainingLogLine>().AsNoTracking()
            .Where(line => line.JobId == jobId && line.Seq > after)
            .OrderBy(line => line.Seq)
            .Take(limit)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The number of the last line; 0 when there is none.</summary>
    public async Task<long> LastSeqAsync(string jobId, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TrainingLogLine>().Where(line => line.JobId == jobId).MaxAsync(line => (long?)line.Seq, cancellationToken) ?? 0;
    }

    /// <summary>A job's trials in the order of their beginning.</summary>
    public async Task<IReadOnlyList<TrainingTrial>> TrialsAsync(string jobId, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TrainingTrial>().AsNoTracking()
            .Where(trial => trial.JobId == jobId).OrderBy(trial => trial.Number).ToListAsync(cancellationToken);
    }

    /// <summary>Forgets the trials of an attempt that the program's stop cut short, but for those that the next one goes on behind.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="keep">The number of the last trial that is kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task DeleteTrialsAsync(string jobId, int keep, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<TrainingTrial>().Where(trial => trial.JobId == jobId && trial.Number > keep).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<TrainingJob?> MoveFromAsync(
        string jobId, TrainingState[] before, TrainingState to, Action<TrainingJob> change, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // The statement decides between two that want to move the job at once, and takes its lock.
        int moved = await context.Set<TrainingJob>()
            .Where(job => job.JobId == jobId && before.Contains(job.State))
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.State, to), cancellationToken);
        if (moved == 0)
        {
            return null;
        }

        TrainingJob job = await context.Set<TrainingJob>().SingleAsync(row => row.JobId == jobId, cancellationToken);
        change(job);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return job.Snapshot();
    }
}
