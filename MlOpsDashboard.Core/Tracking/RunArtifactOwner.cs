using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>The files and models of runs.</summary>
internal sealed class RunArtifactOwner(IDbContextFactory<MlOpsDbContext> contexts) : IArtifactOwner
{
    public async Task<IReadOnlySet<string>> UsedAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<RunArtifact>().Select(a => a.Sha256)
            .Union(context.Set<Run>().Where(r => r.ModelSha256 != null).Select(r => r.ModelSha256!))
            .ToHashSetAsync(cancellationToken);
    }
}
