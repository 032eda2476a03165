using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Trash;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>
/// Deletes versions of data sets to the trash. Runs and models that came of one keep its name, number and hash; only its rows are gone.
/// </summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="audit">Told of every move.</param>
/// <param name="clock">Dates the moves.</param>
public sealed class DatasetTrash(IDbContextFactory<MlOpsDbContext> contexts, AuditLog audit, TimeProvider clock) : ITrashSource
{
    /// <inheritdoc/>
    public string Kind => "dataset_version";

    /// <summary>Moves versions of a data set to the trash.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="version">The number; null means every version.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is none outside the trash.</exception>
    public async Task DeleteAsync(string dataset, int? version, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<DatasetVersion> versions = await context.Set<DatasetVersion>()
            .Where(one => one.Dataset == dataset && one.DeletedAt == null && (version == null || one.Version == version))
            .ToListAsync(cancellationToken);
        if (versions.Count == 0)
        {
            throw new NotFoundException(version is null ? $"There is no data set '{dataset}'." : $"There is no data set '{dataset}' with a version {version}.");
        }

        DateTimeOffset now = clock.GetUtcNow();
        foreach (DatasetVersion one in versions)
        {
            one.DeletedAt = now;
            one.DeletedBy = actor.Name;
            audit.Append(context, new AuditEntry(actor.Name, "dataset.deleted", Kind, IdOf(one)));
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrashItem>> ListAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<DatasetVersion> versions = await context.Set<DatasetVersion>().AsNoTracking()
            .Where(one => one.DeletedAt != null).ToListAsync(cancellationToken);
        return [.. versions.Select(one => new TrashItem(
            Kind, IdOf(one), IdOf(one), one.DeletedAt!.Value, one.DeletedBy ?? "", [new StoredArtifact(one.Sha256, one.Bytes), new StoredArtifact(one.AnalysisSha256, one.AnalysisBytes)]))];
    }

    /// <inheritdoc/>
    public async Task RestoreAsync(string id, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        (string dataset, int version) = Parse(id);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        DatasetVersion stored = await context.Set<DatasetVersion>()
            .SingleOrDefaultAsync(one => one.Dataset == dataset && one.Version == version && one.DeletedAt != null, cancellationToken)
            ?? throw new NotFoundException($"Data-set version {id} is not in the trash.");
        stored.DeletedAt = null;
        stored.DeletedBy = null;
        audit.Append(context, new AuditEntry(actor.Name, "dataset.restored", Kind, id));
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> PurgeAsync(IReadOnlyCollection<string> ids, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Administrator);
        ArgumentNullException.ThrowIfNull(ids);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        int purged = 0;
        foreach ((string dataset, int version) in ids.Select(Parse))
        {
            int removed = await context.Set<DatasetVersion>()
                .Where(one => one.Dataset == dataset && one.Version == version && one.DeletedAt != null).ExecuteDeleteAsync(cancellationToken);
            purged += removed;
            if (removed > 0)
            {
                audit.Append(context, new AuditEntry(actor.Name, "dataset.purged", Kind, $"{dataset}:{version}"));
            }
        }

        await context.SaveChangesAsync(cancellationToken);
        return purged;
    }

    /// <inheritdoc/>
    public Task<IReadOnlySet<string>> UsedAsync(CancellationToken cancellationToken) => ArtifactsAsync(withTrash: true, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ArtifactUse>> UsesAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        var versions = await context.Set<DatasetVersion>().Select(one => new { one.Dataset, one.Version, one.Sha256, one.AnalysisSha256 })
            .ToListAsync(cancellationToken);
        return
        [
            .. versions.Select(one => DatasetVersion.ContentOf(one.Dataset, one.Version, one.Sha256)),
            .. versions.Select(one => DatasetVersion.AnalysisOf(one.Dataset, one.Version, one.AnalysisSha256)),
        ];
    }

    /// <inheritdoc/>
    public Task<IReadOnlySet<string>> KeptAsync(CancellationToken cancellationToken) => ArtifactsAsync(withTrash: false, cancellationToken);

    private static string IdOf(DatasetVersion version) => FormattableString.Invariant($"{version.Dataset}:{version.Version}");

    private static (string Dataset, int Version) Parse(string id)
    {
        int colon = id.LastIndexOf(':');
        return colon > 0 && int.TryParse(id.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            ? (id[..colon], version)
            : throw new NotFoundException($"A data-set version is named as name:version, not '{id}'.");
    }

    private async Task<IReadOnlySet<string>> ArtifactsAsync(bool withTrash, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<DatasetVersion> versions = context.Set<DatasetVersion>().Where(one => withTrash || one.DeletedAt == null);
        return await versions.Select(one => one.Sha256).Union(versions.Select(one => one.AnalysisSha256)).ToHashSetAsync(cancellationToken);
    }
}
