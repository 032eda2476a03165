using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

/// <content>Finds the parts of a run by their names.</content>
public sealed partial class RunQueries
{
    /// <summary>The runs of these names that are parts of a run, or of the run that it is itself a part of; none of the trash.</summary>
    /// <param name="runId">The run; nothing is found for one that does not exist.</param>
    /// <param name="names">The names.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The runs' ids by their names.</returns>
    public async Task<IReadOnlyDictionary<string, string>> NamedPartsAsync(
        string runId, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        string? parent = await context.Set<Run>().Where(r => r.RunId == runId).Select(r => r.ParentRunId).SingleOrDefaultAsync(cancellationToken);
        string whole = parent ?? runId;
        var found = await context.Set<Run>()
            .Where(r => r.ParentRunId == whole && r.DeletedAt == null && names.Contains(r.Name))
            .Select(r => new { r.Name, r.RunId })
            .ToListAsync(cancellationToken);
        return found.DistinctBy(part => part.Name, StringComparer.Ordinal).ToDictionary(part => part.Name, part => part.RunId, StringComparer.Ordinal);
    }
}
