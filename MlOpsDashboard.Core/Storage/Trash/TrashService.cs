namespace MlOpsDashboard.Core.Storage.Trash;

/// <summary>The trash of all features: lists, restores, and empties so that the files are really gone.</summary>
public sealed class TrashService(
    IEnumerable<ITrashSource> sources, IEnumerable<IArtifactOwner> owners, ArtifactStore artifacts, TimeProvider clock) : IDisposable
{
    private const string Listing = "trash";

    private readonly ITrashSource[] _sources = [.. sources];
    private readonly IArtifactOwner[] _owners = [.. owners];

    // Two emptyings at once would each count the other's files.
    private readonly SemaphoreSlim _emptying = new(1, 1);

    /// <summary>What is in the trash, and how many bytes emptying it would free.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<TrashContent> ListAsync(CancellationToken cancellationToken)
    {
        List<TrashItem> items = await ItemsAsync(cancellationToken);
        HashSet<string> kept = await KeptAsync(cancellationToken);
        long freeable = items.SelectMany(i => i.Artifacts).DistinctBy(a => a.Sha256)
            .Where(a => !kept.Contains(a.Sha256))
            .Sum(a => a.Bytes);
        return new TrashContent([.. items.OrderByDescending(i => i.DeletedAt).ThenBy(i => i.Id, StringComparer.Ordinal).ThenBy(i => i.Kind, StringComparer.Ordinal)], freeable);
    }

    /// <summary>One page of what is in the trash, and its whole.</summary>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<(Page<TrashItem> Page, TrashContent Content)> PageAsync(PageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        TrashContent content = await ListAsync(cancellationToken);
        IEnumerable<TrashItem> items = content.Items;
        if (query.After?.Of(Listing, 3) is { } after)
        {
            (DateTimeOffset at, string id, string kind) = (after.Time(0), after.Text(1), after.Text(2));
            items = items.Where(i => i.DeletedAt < at || (i.DeletedAt == at
                && (string.CompareOrdinal(i.Id, id) > 0 || (i.Id == id && string.CompareOrdinal(i.Kind, kind) > 0))));
        }

        return (
            query.ToPage([.. items.Skip(query.Offset).Take(query.Limit + 1)], i => new PageKey(Listing, PageKey.Text(i.DeletedAt.UtcTicks), i.Id, i.Kind)),
            content);
    }

    /// <summary>Takes one thing out of the trash.</summary>
    /// <param name="kind">What it is, such as <c>run</c>.</param>
    /// <param name="id">Names it among its kind.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">It is not in the trash.</exception>
    public async Task RestoreAsync(string kind, string id, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        ITrashSource source = _sources.FirstOrDefault(s => s.Kind == kind) ?? throw new NotFoundException($"The trash holds nothing of the kind {kind}.");
        await source.RestoreAsync(id, actor, cancellationToken);
    }

    /// <summary>Removes things for good, and with them the files that nothing else refers to.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="only">Which things; null for all.</param>
    public async Task<TrashEmptied> EmptyAsync(
        Actor actor, CancellationToken cancellationToken, Func<TrashItem, bool>? only = null)
    {
        actor.Require(UserRole.Administrator);
        await _emptying.WaitAsync(cancellationToken);
        try
        {
            DateTimeOffset begun = clock.GetUtcNow();
            TrashItem[] items = [.. (await ItemsAsync(cancellationToken)).Where(i => only is null || only(i))];
            int removed = 0;
            foreach (ITrashSource source in _sources)
            {
                string[] ids = [.. items.Where(i => i.Kind == source.Kind).Select(i => i.Id)];
                removed += ids.Length == 0 ? 0 : await source.PurgeAsync(ids, actor, cancellationToken);
            }

            return new TrashEmptied(removed, await FreeAsync(items, begun, cancellationToken));
        }
        finally
        {
            _emptying.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _emptying.Dispose();

    private async Task<long> FreeAsync(TrashItem[] items, DateTimeOffset begun, CancellationToken cancellationToken)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (IArtifactOwner owner in _owners)
        {
            used.UnionWith(await owner.UsedAsync(cancellationToken));
        }

        long freed = 0;
        foreach (string sha256 in items.SelectMany(i => i.Artifacts).Select(a => a.Sha256).Distinct(StringComparer.Ordinal))
        {
            // The same content may be on its way in again just now, with its row still to come: storing it made it young.
            freed += used.Contains(sha256) ? 0 : artifacts.DeleteIfOlder(sha256, begun.AddTicks(1));
        }

        return freed;
    }

    private async Task<List<TrashItem>> ItemsAsync(CancellationToken cancellationToken)
    {
        var items = new List<TrashItem>();
        foreach (ITrashSource source in _sources)
        {
            items.AddRange(await source.ListAsync(cancellationToken));
        }

        return items;
    }

    // Owners without a trash of their own keep all that they name.
    private async Task<HashSet<string>> KeptAsync(CancellationToken cancellationToken)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (ITrashSource source in _sources)
        {
            kept.UnionWith(await source.KeptAsync(cancellationToken));
        }

        foreach (IArtifactOwner owner in _owners.Where(o => o is not ITrashSource))
        {
            kept.UnionWith(await owner.UsedAsync(cancellationToken));
        }

        return kept;
    }
}
