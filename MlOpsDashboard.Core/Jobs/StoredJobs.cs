using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Jobs;

/// <summary>The rows of one kind of jobs.</summary>
/// <typeparam name="TJob">The kind.</typeparam>
/// <typeparam name="TState">The states of its life.</typeparam>
/// <param name="contexts">Gives the database.</param>
/// <param name="queued">The state of a job that waits.</param>
/// <param name="running">The state of a job that runs.</param>
internal abstract class StoredJobs<TJob, TState>(IDbContextFactory<MlOpsDbContext> contexts, TState queued, TState running)
    where TJob : StoredJob<TState>
    where TState : struct, Enum
{
    private const string Listing = "jobs";

    /// <summary>Gives the database.</summary>
    protected IDbContextFactory<MlOpsDbContext> Contexts => contexts;

    /// <summary>Stores a new job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when a job with its idempotency key exists already.</returns>
    public async Task<bool> TryAddAsync(TJob job, CancellationToken cancellationToken)
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
    public async Task<TJob?> FindAsync(string jobId, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TJob>().AsNoTracking().SingleOrDefaultAsync(job => job.JobId == jobId, cancellationToken);
    }

    /// <summary>The job that a key started, or null.</summary>
    public async Task<TJob?> FindByKeyAsync(string idempotencyKey, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TJob>().AsNoTracking().SingleOrDefaultAsync(job => job.IdempotencyKey == idempotencyKey, cancellationToken);
    }

    /// <summary>Jobs, the latest first.</summary>
    public async Task<Page<TJob>> PageAsync(PageQuery page, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<TJob> jobs = Named(context.Set<TJob>().AsNoTracking(), page.Find);
        jobs = page.After?.Of(Listing, 1) is { } after ? jobs.After(job => job.JobId, after.Text(0), descending: true) : jobs;
        return page.ToPage(
            await jobs.OrderByDescending(job => job.JobId).Skip(page.Offset).Take(page.Limit + 1).ToListAsync(cancellationToken),
            job => new PageKey(Listing, job.JobId));
    }

    /// <summary>How many jobs there are.</summary>
    /// <param name="find">What their names must have in them; null or blank for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<int> CountAsync(string? find, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Named(context.Set<TJob>(), find).CountAsync(cancellationToken);
    }

    /// <summary>The jobs with some letters in their name; jobs of a kind that has no names are all meant.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="find">The letters; null or blank for all.</param>
    protected virtual IQueryable<TJob> Named(IQueryable<TJob> jobs, string? find) => jobs;

    /// <summary>The jobs in some states, the oldest first.</summary>
    public async Task<IReadOnlyList<TJob>> InStateAsync(TState[] states, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TJob>().AsNoTracking()
            .Where(job => states.Contains(job.State)).OrderBy(job => job.JobId).ToListAsync(cancellationToken);
    }

    /// <summary>The jobs that have not ended, the oldest first, and whether they run.</summary>
    public async Task<IEnumerable<(string JobId, bool Runs)>> OpenAsync(CancellationToken cancellationToken) =>
        (await InStateAsync([queued, running], cancellationToken)).Select(job => (job.JobId, job.State.Equals(running)));

    /// <summary>The identifiers of the jobs that wait, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> QueuedAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<TJob>()
            .Where(job => job.State.Equals(queued)).OrderBy(job => job.JobId).Select(job => job.JobId).ToListAsync(cancellationToken);
    }

    /// <summary>Moves a job from one of some states to another, in one statement.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="before">The states that it may be in.</param>
    /// <param name="to">The state wanted.</param>
    /// <param name="change">Changes what goes with the state.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The job as it is stored now, or null when it was in another state.</returns>
    public Task<TJob?> MoveAsync(string jobId, TState[] before, TState to, Action<TJob> change, CancellationToken cancellationToken) =>
        MoveAsync(jobId, before, to, change, evenCancelled: true, cancellationToken);

    /// <summary>Moves a job as <c>MoveAsync</c> does, unless somebody was told that it stops: both are one statement each, so one of the two is first.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="before">The states that it may be in.</param>
    /// <param name="to">The state wanted.</param>
    /// <param name="change">Changes what goes with the state.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The job as it is stored now, or null when it was in another state or told to stop.</returns>
    public Task<TJob?> MoveUncancelledAsync(string jobId, TState[] before, TState to, Action<TJob> change, CancellationToken cancellationToken) =>
        MoveAsync(jobId, before, to, change, evenCancelled: false, cancellationToken);

    private async Task<TJob?> MoveAsync(
        string jobId, TState[] before, TState to, Action<TJob> change, bool evenCancelled, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // The statement decides between two that want to move the job at once, and takes its lock.
        int moved = await context.Set<TJob>()
            .Where(job => job.JobId == jobId && before.Contains(job.State) && (evenCancelled || job.CancelRequestedAt == null))
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.State, to), cancellationToken);
        if (moved == 0)
        {
            return null;
        }

        TJob job = await context.Set<TJob>().SingleAsync(row => row.JobId == jobId, cancellationToken);
        change(job);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (TJob)job.Copy();
    }

    /// <summary>Notes that somebody wants a running job to stop.</summary>
    /// <returns>Whether it runs, and so will stop.</returns>
    public async Task<bool> RequestCancelAsync(string jobId, string actor, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        int noted = await context.Set<TJob>()
            .Where(job => job.JobId == jobId && job.State.Equals(running) && job.CancelRequestedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(job => job.CancelRequestedAt, at).SetProperty(job => job.CancelledBy, actor), cancellationToken);
        return noted > 0 || await context.Set<TJob>()
            .AnyAsync(job => job.JobId == jobId && job.State.Equals(running) && job.CancelRequestedAt != null, cancellationToken);
    }
}
