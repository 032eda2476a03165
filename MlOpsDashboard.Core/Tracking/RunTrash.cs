using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Trash;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>Deletes runs to the trash, together with the runs that are a part of them.</summary>
public sealed class RunTrash(IDbContextFactory<MlOpsDbContext> contexts, AuditLog audit, TimeProvider clock) : ITrashSource
{
    /// <inheritdoc/>
    public string Kind => "run";

    /// <summary>Moves a run and its parts to the trash.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such run, or it is in the trash already.</exception>
    /// <exception cref="ConflictException">It still runs.</exception>
    public async Task DeleteAsync(string runId, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        int deleted = await context.Set<Run>()
            .Where(r => (r.RunId == runId || r.ParentRunId == runId) && r.DeletedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.DeletedAt, now).SetProperty(r => r.DeletedBy, actor.Name), cancellationToken);
        Run? run = await context.Set<Run>().AsNoTracking().SingleOrDefaultAsync(r => r.RunId == runId, cancellationToken);
        if (run is null || deleted == 0)
        {
            throw new NotFoundException(run is null ? $"There is no run {runId}." : $"Run {runId} is in the trash already.");
        }

        if (await context.Set<Run>().AnyAsync(
            r => (r.RunId == runId || r.ParentRunId == runId) && r.Status == RunStatus.Running, cancellationToken))
        {
            throw new ConflictException($"Run {runId} still runs: cancel its job first.");
        }

        audit.Append(context, new AuditEntry(actor.Name, "run.deleted", Kind, runId, Detail: $"{deleted} with its parts"));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrashItem>> ListAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<Run> runs = await context.Set<Run>().AsNoTracking().Where(r => r.DeletedAt != null).ToListAsync(cancellationToken);
        ILookup<string, StoredArtifact> files = (await context.Set<RunArtifact>()
                .Where(a => context.Set<Run>().Any(r => r.RunId == a.RunId && r.DeletedAt != null))
                .Select(a => new { a.RunId, a.Sha256, a.Bytes })
                .ToListAsync(cancellationToken))
            .ToLookup(a => a.RunId, a => new StoredArtifact(a.Sha256, a.Bytes), StringComparer.Ordinal);
        return [.. runs.Select(run => new TrashItem(
            Kind, run.RunId, $"{run.Experiment} / {run.Name}", run.DeletedAt!.Value, run.DeletedBy ?? "", FilesOf(run, files[run.RunId])))];
    }

    /// <inheritdoc/>
    public async Task RestoreAsync(string id, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        DateTimeOffset? deletedAt = await context.Set<Run>().Where(r => r.RunId == id).Select(r => r.DeletedAt)
            .SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException($"Run {id} is not in the trash.");

        // The parts that went together with it come back with it; a part that was deleted before stays where it is.
        await context.Set<Run>()
            .Where(r => r.RunId == id || (r.ParentRunId == id && r.DeletedAt == deletedAt))
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.DeletedAt, (DateTimeOffset?)null).SetProperty(r => r.DeletedBy, (string?)null), cancellationToken);
        audit.Append(context, new AuditEntry(actor.Name, "run.restored", Kind, id));
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> PurgeAsync(IReadOnlyCollection<string> ids, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Administrator);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        int purged = 0;
        foreach (string[] chunk in ids.Chunk(500))
        {
            IQueryable<Run> gone = context.Set<Run>().Where(r => chunk.Contains(r.RunId) && r.DeletedAt != null);
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            foreach (string id in await gone.Select(r => r.RunId).ToListAsync(cancellationToken))
            {
                audit.Append(context, new AuditEntry(actor.Name, "run.purged", Kind, id));
            }

            purged += await gone.ExecuteDeleteAsync(cancellationToken);
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return purged;
    }

    /// <inheritdoc/>
    public Task<IReadOnlySet<string>> UsedAsync(CancellationToken cancellationToken) => ArtifactsAsync(withTrash: true, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ArtifactUse>> UsesAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        var files = await context.Set<RunArtifact>().Select(a => new { a.RunId, a.Path, a.Sha256 }).ToListAsync(cancellationToken);
        var models = await context.Set<Run>().Where(r => r.ModelSha256 != null)
            .Select(r => new { r.RunId, r.ModelSha256 }).ToListAsync(cancellationToken);
        return
        [
            .. files.Select(file => RunArtifact.FileOf(file.RunId, file.Path, file.Sha256)),
            .. models.Select(model => new ArtifactUse("run_model", model.RunId, model.ModelSha256!)),
        ];
    }

    /// <inheritdoc/>
    public Task<IReadOnlySet<string>> KeptAsync(CancellationToken cancellationToken) => ArtifactsAsync(withTrash: false, cancellationToken);

    private static List<StoredArtifact> FilesOf(Run run, IEnumerable<StoredArtifact> files) => run.ModelSha256 is { } model
        ? [.. files, new StoredArtifact(model, run.ModelBytes ?? 0)]
        : [.. files];

    private async Task<IReadOnlySet<string>> ArtifactsAsync(bool withTrash, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<Run> runs = context.Set<Run>().Where(r => withTrash || r.DeletedAt == null);
        return await context.Set<RunArtifact>().Where(a => runs.Any(r => r.RunId == a.RunId)).Select(a => a.Sha256)
            .Union(runs.Where(r => r.ModelSha256 != null).Select(r => r.ModelSha256!))
            .ToHashSetAsync(cancellationToken);
    }
}
