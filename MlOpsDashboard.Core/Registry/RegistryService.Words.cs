using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Registry;

public sealed partial class RegistryService
{
    private const int MostMoves = 200;
    private const string EventListing = "stage events";

    /// <summary>What happened, the latest first.</summary>
    /// <param name="name">The registered model.</param>
    /// <param name="version">Only of this version; null for all.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Page<StageEvent>> HistoryAsync(string name, int? version, PageQuery page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<StageEvent> all = context.Set<StageEvent>().AsNoTracking().Where(e => e.Name == name && (version == null || e.Version == version));
        all = page.After?.Of(EventListing, 1) is { } after ? all.After(e => e.Id, after.Number(0), descending: true) : all;
        List<StageEvent> events = await all
            .OrderByDescending(e => e.Id)
            .Skip(page.Offset).Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return page.ToPage(events, one => new PageKey(EventListing, PageKey.Text(one.Id)));
    }

    /// <summary>The moves between stages in a stretch of time, the first one first; at most 200, the latest.</summary>
    /// <param name="name">The registered model; null for all.</param>
    /// <param name="from">The beginning.</param>
    /// <param name="to">The end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<StageEvent>> MovesAsync(string? name, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<StageEvent> moves = await context.Set<StageEvent>().AsNoTracking()
            .Where(e => (name == null || e.Name == name) && e.ToStage != null && e.At >= from && e.At < to)
            .OrderByDescending(e => e.Id)
            .Take(MostMoves)
            .ToListAsync(cancellationToken);
        moves.Reverse();
        return moves;
    }

    /// <summary>Which version was in production over a stretch of time.</summary>
    /// <param name="name">The registered model.</param>
    /// <param name="from">The beginning.</param>
    /// <param name="to">The end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version at the beginning, or null, and every entry by which one came to production or left it, in order.</returns>
    public async Task<(int? Version, IReadOnlyList<StageEvent> Changes)> ProductionAsync(
        string name, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<StageEvent> changes = context.Set<StageEvent>().AsNoTracking()
            .Where(e => e.Name == name && e.FromStage != e.ToStage && (e.FromStage == ModelStage.Production || e.ToStage == ModelStage.Production));
        StageEvent? before = await changes.Where(e => e.At <= from).OrderByDescending(e => e.Id).FirstOrDefaultAsync(cancellationToken);
        List<StageEvent> within = await changes.Where(e => e.At > from && e.At < to).OrderBy(e => e.Id).ToListAsync(cancellationToken);
        return (before?.ToStage == ModelStage.Production ? before.Version : null, within);
    }

    /// <summary>The versions of a model that were in production, are not now and are not in the trash: the one that entered it last comes first.</summary>
    /// <param name="name">The model.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<int>> FormerAsync(string name, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<ModelVersion> kept = context.Set<ModelVersion>().Where(v => v.Name == name && v.DeletedAt == null && v.Stage != ModelStage.Production);
        return await context.Set<StageEvent>().AsNoTracking()
            .Where(e => e.Name == name && e.ToStage == ModelStage.Production && e.FromStage != ModelStage.Production && kept.Any(v => v.Version == e.Version))
            .GroupBy(e => e.Version)
            .Select(entries => new { Version = entries.Key, Last = entries.Max(e => e.Id) })
            .OrderByDescending(entry => entry.Last)
            .Select(entry => entry.Version)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Says something about a version.</summary>
    /// <param name="modelId">The version.</param>
    /// <param name="text">What.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ModelComment> CommentAsync(string modelId, string text, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new InvalidException("text", "text must not be empty.");
        }

        CheckText(text, "text");
        ModelVersion version = await GetAsync(modelId, cancellationToken);
        var comment = new ModelComment
        {
            Name = version.Name,
            Version = version.Version,
            At = clock.GetUtcNow(),
            Author = actor.Name,
            Text = text,
        };
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(comment);
        await context.SaveChangesAsync(cancellationToken);
        return comment;
    }

    /// <summary>What people said about a version, the first one first.</summary>
    /// <param name="modelId">The version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<ModelComment>> CommentsAsync(string modelId, CancellationToken cancellationToken)
    {
        ModelVersion version = await GetAsync(modelId, cancellationToken);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ModelComment>().AsNoTracking()
            .Where(c => c.Name == version.Name && c.Version == version.Version)
            .OrderBy(c => c.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Writes a version's description.</summary>
    /// <param name="modelId">The version.</param>
    /// <param name="description">The new text.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ModelVersion> DescribeAsync(string modelId, string description, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        TrackingNames.CheckValue(description, MaxText, "description");
        ModelReference reference = ModelReference.Parse(modelId);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        ModelVersion version = await ResolveAsync(context, context.Set<ModelVersion>(), reference, inTrash: false, cancellationToken);
        version.Description = description;
        await context.SaveChangesAsync(cancellationToken);
        return version;
    }

    /// <summary>Two to four versions side by side, of one model or of several.</summary>
    /// <param name="modelIds">The versions.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<VersionComparison> CompareAsync(IReadOnlyList<string> modelIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(modelIds);
        if (modelIds.Count is < 2 or > 4)
        {
            throw new InvalidException("ids", $"ids must name 2 to 4 versions, not {modelIds.Count}.");
        }

        var versions = new List<ModelVersion>();
        foreach (string id in modelIds)
        {
            versions.Add(await GetAsync(id, cancellationToken));
        }

        if (versions.DistinctBy(v => v.ModelId).Count() < versions.Count)
        {
            throw new InvalidException("ids", "ids must name different versions.");
        }

        return new VersionComparison(
            versions,
            ComparedNumber.Of([.. versions.Select(v => v.Metrics)]),
            ComparedText.Of([.. versions.Select(v => v.Parameters)]),
            ComparedText.Of([.. versions.Select(SignatureRows.Data)]),
            ComparedText.Of([.. versions.Select(SignatureRows.Of)]));
    }
}
