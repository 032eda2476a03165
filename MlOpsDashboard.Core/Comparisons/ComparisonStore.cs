using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Comparisons;

/// <summary>Keeps comparisons.</summary>
internal sealed class ComparisonStore(IDbContextFactory<MlOpsDbContext> contexts, AuditLog audit)
{
    private const string Listing = "comparisons";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Adds one that waits.</summary>
    public async Task AddAsync(Comparison comparison, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(new StoredComparison { Id = comparison.Id, State = comparison.State, Comparison = Write(comparison) });
        audit.Append(context, new AuditEntry(
            comparison.CreatedBy, "comparison.started", "comparison", comparison.Id, Detail: $"{string.Join(", ", comparison.ModelIds)} on {comparison.Dataset}:{comparison.DatasetVersion}"));
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Stores how far one is, unless it has been removed.</summary>
    /// <returns>Whether it is still there.</returns>
    public async Task<bool> SaveAsync(Comparison comparison, CancellationToken cancellationToken)
    {
        (string text, string? report) = (Write(comparison with { Report = null }), comparison.Report is { } found ? JsonSerializer.Serialize(found, s_json) : null);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<StoredComparison>().Where(row => row.Id == comparison.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, comparison.State).SetProperty(row => row.Comparison, text).SetProperty(row => row.Report, report),
            cancellationToken) == 1;
    }

    /// <summary>Those that wait or run, the oldest first.</summary>
    public Task<IReadOnlyList<Comparison>> OpenAsync(CancellationToken cancellationToken) => ReadAsync(
        rows => rows.Where(row => row.State == ComparisonState.Queued || row.State == ComparisonState.Running).OrderBy(row => row.Id), cancellationToken);

    /// <summary>One, or null.</summary>
    public async Task<Comparison?> FindAsync(string id, CancellationToken cancellationToken) =>
        await ReadAsync(rows => rows.Where(row => row.Id == id), cancellationToken) is [var found, ..] ? found : null;

    /// <summary>All, the latest first, without their reports.</summary>
    public async Task<Page<Comparison>> PageAsync(PageQuery page, CancellationToken cancellationToken) => page.ToPage(
        await ReadAsync(
            rows =>
            {
                rows = page.After?.Of(Listing, 1) is { } after ? rows.After(row => row.Id, after.Text(0), descending: true) : rows;
                return rows.OrderByDescending(row => row.Id).Skip(page.Offset).Take(page.Limit + 1)
                    .Select(row => new StoredComparison { Id = row.Id, State = row.State, Comparison = row.Comparison });
            },
            cancellationToken),
        comparison => new PageKey(Listing, comparison.Id));

    /// <summary>Removes one.</summary>
    /// <returns>Whether it was there.</returns>
    public async Task<bool> RemoveAsync(string id, string by, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        StoredComparison? stored = await context.Set<StoredComparison>().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (stored is null)
        {
            return false;
        }

        context.Remove(stored);
        audit.Append(context, new AuditEntry(by, "comparison.removed", "comparison", id));
        await context.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static string Write(Comparison comparison) => JsonSerializer.Serialize(comparison, s_json);

    private async Task<IReadOnlyList<Comparison>> ReadAsync(
        Func<IQueryable<StoredComparison>, IQueryable<StoredComparison>> choose, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<StoredComparison> stored = await choose(context.Set<StoredComparison>().AsNoTracking()).ToListAsync(cancellationToken);
        return [.. stored.Select(row => JsonSerializer.Deserialize<Comparison>(row.Comparison, s_json)! with
        {
            Report = row.Report is { } report ? JsonSerializer.Deserialize<ComparisonReport>(report, s_json) : null,
        })];
    }
}
