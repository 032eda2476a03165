using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Trash;

namespace MlOpsDashboard.Core.Registry;

/// <summary>The model versions in the trash.</summary>
internal sealed class VersionTrash(IDbContextFactory<MlOpsDbContext> contexts, RegistryService registry) : ITrashSource
{
    public string Kind => "model_version";

    public async Task<IReadOnlyList<TrashItem>> ListAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        var versions = await context.Set<ModelVersion>().Where(v => v.DeletedAt != null)
            .Select(v => new { v.Name, v.Version, v.DeletedAt, v.DeletedBy, v.ArtifactSha256, v.Bytes })
            .ToListAsync(cancellationToken);
        return [.. versions.Select(v => new TrashItem(
            Kind,
            ModelReference.Id(v.Name, v.Version),
            ModelReference.Id(v.Name, v.Version),
            v.DeletedAt!.Value,
            v.DeletedBy ?? "",
            [new StoredArtifact(v.ArtifactSha256, v.Bytes)]))];
    }

    public async Task RestoreAsync(string id, Actor actor, CancellationToken cancellationToken) =>
        await registry.RestoreAsync(id, actor, cancellationToken);

    public async Task<int> PurgeAsync(IReadOnlyCollection<string> ids, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Administrator);
        int purged = 0;
        foreach (string id in ids)
        {
            try
            {
                await registry.PurgeAsync(id, actor, cancellationToken);
                purged++;
            }
            catch (NotFoundException)
            {
                // Restored in between: it is not ours to remove, and it does not count.
                continue;
            }
        }

        return purged;
    }

    public Task<IReadOnlySet<string>> UsedAsync(CancellationToken cancellationToken) => ArtifactsAsync(withTrash: true, cancellationToken);

    public async Task<IReadOnlyList<ArtifactUse>> UsesAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        var versions = await context.Set<ModelVersion>().Select(v => new { v.Name, v.Version, v.ArtifactSha256 }).ToListAsync(cancellationToken);
        return [.. versions.Select(v => ModelVersion.ArtifactOf(v.Name, v.Version, v.ArtifactSha256))];
    }

    public Task<IReadOnlySet<string>> KeptAsync(CancellationToken cancellationToken) => ArtifactsAsync(withTrash: false, cancellationToken);

    private async Task<IReadOnlySet<string>> ArtifactsAsync(bool withTrash, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ModelVersion>().Where(v => withTrash || v.DeletedAt == null)
            .Select(v => v.ArtifactSha256)
            .ToHashSetAsync(cancellationToken);
    }
}
