using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>The rows of batch jobs. Tells the artifact store which files they need.</summary>
internal sealed class BatchJobStore(IDbContextFactory<MlOpsDbContext> contexts) : IArtifactOwner
{
    private static readonly BatchState[] s_open = [BatchState.Queued, BatchState.Running];

    /// <summary>Stores a new job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when a job with its idempotency key exists already.</returns>
    public async Task<bool> TryAddAsync(BatchJob job, CancellationToken cancellationToken)
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
    public async Task<BatchJob?> FindAsync(string jobId, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<BatchJob>().AsNoTracking().SingleOrDefaultAsync(job => job.JobId == jobId, cancellationToken);
    }

    /// <summary>The job that a key started, or null.</summary>
    public async Task<BatchJob?> FindByKeyAsync(string idempotencyKey, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<BatchJob>().AsNoTracking().SingleOrDefaultAsync(job => job.IdempotencyKey == idempotencyKey, cancellationToken);
    }

    /// <summary>Jobs, the latest first.</summary>
    public async Task<Page<BatchJob>> PageAsync(PageQuery page, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return page.ToPage(await context.Set<BatchJob>().AsNoTracking()
            .OrderByDescending(job => job.JobId).Skip(page.Offset).Take(page.Limit + 1).ToListAsync(cancellationToken));
    }

    /// <summary>The jobs that have not ended, the oldest first.</summary>
    public async Task<IReadOnlyList<BatchJob>> OpenAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<BatchJob>().AsNoTracking()
            .Where(job => s_open.Contains(job.State)).OrderBy(job => job.JobId).ToListAsync(cancellationToken);
    }

    /// <summary>The identifiers of the jobs that wait, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> QueuedAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<BatchJob>()
            .Where(job => job.State == BatchState.Queued).OrderBy(job => job.JobId).Select(job => job.JobId).ToListAsync(cancellationToken);
    }

    /// <summary>Moves a job from one of some states to another, in one statement.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="before">The states that it may be in.</param>
    /// <param name="to">The state wanted.</param>
    /// <param name="change">Changes what goes with the state.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The job as it is stored now, or null when it was in another state.</returns>
    public async Task<BatchJob?> MoveAsync(
        string jobId, BatchState[] before, BatchState to, Action<BatchJob> change, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // The statement decides between two that want to move the job at once, and takes its lock.
        int moved = await context.Set<BatchJob>()
            .Where(job => job.JobId == jobId && before.Contains(job.State))
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.State, to), cancellationToken);
        if (moved == 0)
        {
            return null;
        }

        BatchJob job = await context.Set<BatchJob>().SingleAsync(row => row.JobId == jobId, cancellationToken);
        change(job);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return job.Snapshot();
    }

    /// <summary>Notes that somebody wants a running job to stop.</summary>
    public async Task RequestCancelAsync(string jobId, string actor, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<BatchJob>()
            .Where(job => job.JobId == jobId && job.State == BatchState.Running && job.CancelRequestedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(job => job.CancelRequestedAt, at).SetProperty(job => job.CancelledBy, actor), cancellationToken);
    }

    /// <summary>Stores how far a running job is.</summary>
    /// <returns>Whether somebody asked for it to stop.</returns>
    public async Task<bool> SaveAsync(BatchJob job, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<BatchJob>().Where(row => row.JobId == job.JobId && row.State == BatchState.Running).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Progress, job.Progress).SetProperty(row => row.RowsDone, job.RowsDone), cancellationToken);
        return await context.Set<BatchJob>().AnyAsync(row => row.JobId == job.JobId && row.CancelRequestedAt != null, cancellationToken);
    }

    /// <summary>Forgets the results whose time is over; the sweep of the artifact store frees them.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetResultsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<BatchJob>().Where(job => job.ResultSha256 != null && job.ResultExpiresAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.ResultSha256, (string?)null), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<string>> UsedAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<string> inputs = context.Set<BatchJob>().Where(job => s_open.Contains(job.State)).Select(job => job.InputSha256);
        IQueryable<string> results = context.Set<BatchJob>().Where(job => job.ResultSha256 != null).Select(job => job.ResultSha256!);
        return await inputs.Union(results).ToHashSetAsync(cancellationToken);
    }
}
