using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>The rows of batch jobs. Tells the artifact store which files they need.</summary>
internal sealed class BatchJobStore(IDbContextFactory<MlOpsDbContext> contexts)
    : StoredJobs<BatchJob, BatchState>(contexts, BatchState.Queued, BatchState.Running), IArtifactOwner
{
    private static readonly BatchState[] s_open = [BatchState.Queued, BatchState.Running];

    /// <summary>Stores how far a running job is.</summary>
    /// <returns>Whether somebody asked for it to stop.</returns>
    public async Task<bool> SaveAsync(BatchJob job, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<BatchJob>().Where(row => row.JobId == job.JobId && row.State == BatchState.Running).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Progress, job.Progress).SetProperty(row => row.RowsDone, job.RowsDone), cancellationToken);
        return await context.Set<BatchJob>().AnyAsync(row => row.JobId == job.JobId && row.CancelRequestedAt != null, cancellationToken);
    }

    /// <summary>Forgets the results whose time is over; the sweep of the artifact store frees them.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetResultsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<BatchJob>().Where(job => job.ResultSha256 != null && job.ResultExpiresAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.ResultSha256, (string?)null), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<string>> UsedAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<string> inputs = context.Set<BatchJob>().Where(job => s_open.Contains(job.State)).Select(job => job.InputSha256);
        IQueryable<string> results = context.Set<BatchJob>().Where(job => job.ResultSha256 != null).Select(job => job.ResultSha256!);
        return await inputs.Union(results).ToHashSetAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ArtifactUse>> UsesAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        var jobs = await context.Set<BatchJob>().Where(job => s_open.Contains(job.State) || job.ResultSha256 != null)
            .Select(job => new { job.JobId, job.InputSha256, job.ResultSha256, IsOpen = s_open.Contains(job.State) }).ToListAsync(cancellationToken);
        return
        [
            .. jobs.Where(job => job.IsOpen).Select(job => BatchJob.InputOf(job.JobId, job.InputSha256)),
            .. jobs.Where(job => job.ResultSha256 is not null).Select(job => BatchJob.ResultOf(job.JobId, job.ResultSha256!)),
        ];
    }
}
