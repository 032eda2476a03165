using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Registry;

public sealed partial class RegistryService
{
    private const string Listing = "models";
    private const string VersionListing = "model versions";

    /// <summary>One version.</summary>
    /// <param name="modelId"><c>name:3</c>, <c>name:production</c>, <c>name:staging</c> (the greatest there), <c>name:latest</c> or <c>name@alias</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">It is no model id.</exception>
    /// <exception cref="NotFoundException">There is no such version.</exception>
    public async Task<ModelVersion> GetAsync(string modelId, CancellationToken cancellationToken)
    {
        ModelReference reference = ModelReference.Parse(modelId);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ResolveAsync(context, context.Set<ModelVersion>().AsNoTracking(), reference, inTrash: false, cancellationToken);
    }

    /// <summary>The versions that a run became, the first one first; empty when it was never registered.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<ModelVersion>> FindAllByRunAsync(string runId, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ModelVersion>().AsNoTracking()
            .Where(v => v.RunId == runId && v.DeletedAt == null)
            .OrderBy(v => v.CreatedAt).ThenBy(v => v.Name)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The version that a run became; null when it was never registered.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ModelVersion?> FindByRunAsync(string runId, CancellationToken cancellationToken) =>
        await FindAllByRunAsync(runId, cancellationToken) is [var first, ..] ? first : null;

    /// <summary>How many registered models have a version.</summary>
    /// <param name="find">What their names must have in them; null or blank for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="owner">Whose they are; null for all.</param>
    public async Task<int> CountAsync(string? find, CancellationToken cancellationToken, string? owner = null)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Known(context, find, owner).CountAsync(cancellationToken);
    }

    /// <summary>One page of the registered models that have a version, by name.</summary>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="owner">Whose they are; null for all.</param>
    public async Task<Page<ModelRow>> ListAsync(PageQuery page, CancellationToken cancellationToken, string? owner = null)
    {
        ArgumentNullException.ThrowIfNull(page);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<RegisteredModel> known = Known(context, page.Find, owner);
        known = page.After?.Of(Listing, 1) is { } after ? known.After(m => m.Name, after.Text(0)) : known;
        List<RegisteredModel> models = await known
            .OrderBy(m => m.Name)
            .Skip(page.Offset).Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        Page<RegisteredModel> slice = page.ToPage(models, model => new PageKey(Listing, model.Name));
        return new Page<ModelRow>(await ToRowsAsync(context, slice.Items, cancellationToken), slice.NextCursor);
    }

    private static IQueryable<RegisteredModel> Known(MlOpsDbContext context, string? find, string? owner) => context.Set<RegisteredModel>().AsNoTracking()
        .Where(m => context.Set<ModelVersion>().Any(v => v.Name == m.Name && v.DeletedAt == null))
        .Where(m => owner == null || m.Ownership.Any(o => o.Owner == owner))
        .Containing(m => m.Name, find);

    /// <summary>One registered model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is none of that name.</exception>
    public async Task<ModelRow> GetModelAsync(string name, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        RegisteredModel model = await context.Set<RegisteredModel>().AsNoTracking().SingleOrDefaultAsync(m => m.Name == name, cancellationToken)
            ?? throw NoModel(name);
        return (await ToRowsAsync(context, [model], cancellationToken))[0];
    }

    /// <summary>One page of a model's versions, the greatest first.</summary>
    /// <param name="name">The registered model.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Page<ModelVersion>> VersionsAsync(string name, PageQuery page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<ModelVersion> kept = context.Set<ModelVersion>().AsNoTracking().Where(v => v.Name == name && v.DeletedAt == null);
        kept = page.After?.Of(VersionListing, 1) is { } after ? kept.After(v => v.Version, after.Small(0), descending: true) : kept;
        List<ModelVersion> versions = await kept
            .OrderByDescending(v => v.Version)
            .Skip(page.Offset).Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return page.ToPage(versions, version => new PageKey(VersionListing, PageKey.Text(version.Version)));
    }

    /// <summary>Opens a version's artifact.</summary>
    /// <param name="modelId">The version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version, and its artifact's content, which was checked and which the caller disposes.</returns>
    /// <exception cref="ConflictException">The file is missing or damaged.</exception>
    public async Task<(ModelVersion Version, Stream Content)> OpenArtifactAsync(string modelId, CancellationToken cancellationToken)
    {
        ModelVersion version = await GetAsync(modelId, cancellationToken);
        return (version, await artifacts.OpenOftenAsync(version.Artifact, cancellationToken));
    }

    /// <summary>What is known to be wrong with a version's stored file; null when nothing is.</summary>
    /// <param name="version">The version.</param>
    public string? ProblemOf(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return artifacts.ProblemOf(version.ArtifactSha256);
    }

    private static async Task<ModelVersion> ResolveAsync(
        MlOpsDbContext context, IQueryable<ModelVersion> versions, ModelReference reference, bool inTrash, CancellationToken cancellationToken)
    {
        IQueryable<ModelVersion> found = versions.Where(v => v.Name == reference.Name && v.DeletedAt != null == inTrash);
        found = reference.Version is { } number ? found.Where(v => v.Version == number) : found;
        found = reference.Stage is { } stage ? found.Where(v => v.Stage == stage) : found;
        found = reference.Alias is { } alias ? found.Where(v => v.Aliases.Any(a => a.Alias == alias)) : found;
        ModelVersion? version = await found.OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);
        if (version is null && reference.Alias is not null && await context.Set<RegisteredModel>().AnyAsync(m => m.Name == reference.Name, cancellationToken))
        {
            throw await NoAliasAsync(context, reference, cancellationToken);
        }

        return version
            ?? throw new NotFoundException(reference switch
            {
                { Version: { } wanted } => $"There is no model version {ModelReference.Id(reference.Name, wanted)}{(inTrash ? " in the trash" : "")}.",
                { Stage: { } wanted } => $"{reference.Name} has no version in {StageRules.Word(wanted)}.",
                _ => $"There is no registered model {reference.Name}.",
            });
    }

    private static async Task<IReadOnlyList<ModelRow>> ToRowsAsync(
        MlOpsDbContext context, IReadOnlyList<RegisteredModel> models, CancellationToken cancellationToken)
    {
        string[] names = [.. models.Select(m => m.Name)];
        var counts = await context.Set<ModelVersion>()
            .Where(v => names.Contains(v.Name) && v.DeletedAt == null)
            .GroupBy(v => v.Name)
            .Select(g => new
            {
                Name = g.Key,
                Count = g.Count(),
                Latest = g.Max(v => v.Version),
                Staging = g.Max(v => v.Stage == ModelStage.Staging ? v.Version : 0),
            })
            .ToDictionaryAsync(g => g.Name, StringComparer.Ordinal, cancellationToken);
        int[] numbers = [.. counts.Values.SelectMany(c => (int[])[c.Latest, c.Staging]).Distinct()];
        ILookup<string, ModelVersion> versions = (await context.Set<ModelVersion>().AsNoTracking()
                .Where(v => names.Contains(v.Name) && v.DeletedAt == null
                    && (v.Stage == ModelStage.Production || numbers.Contains(v.Version)))
                .ToListAsync(cancellationToken))
            .ToLookup(v => v.Name, StringComparer.Ordinal);
        ILookup<string, ModelAlias> aliases = (await context.Set<ModelAlias>().AsNoTracking().Where(a => names.Contains(a.Name)).OrderBy(a => a.Alias).ToListAsync(cancellationToken))
            .ToLookup(a => a.Name, StringComparer.Ordinal);
        return
        [
            .. models.Select(model => counts.TryGetValue(model.Name, out var count)
                ? new ModelRow(
                    model,
                    count.Count,
                    versions[model.Name].Single(v => v.Version == count.Latest),
                    versions[model.Name].SingleOrDefault(v => v.Stage == ModelStage.Production),
                    versions[model.Name].SingleOrDefault(v => v.Version == count.Staging && v.Stage == ModelStage.Staging))
                {
                    Aliases = [.. aliases[model.Name]],
                }
                : new ModelRow(model, 0, null, null, null)),
        ];
    }
}
