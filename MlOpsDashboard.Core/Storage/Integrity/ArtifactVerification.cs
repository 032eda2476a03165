namespace MlOpsDashboard.Core.Storage.Integrity;

/// <summary>Reads every file that a row names, and compares it with its hash.</summary>
/// <param name="store">The store.</param>
/// <param name="owners">Every feature whose rows name files.</param>
public sealed class ArtifactVerification(ArtifactStore store, IEnumerable<IArtifactOwner> owners) : IDisposable
{
    private readonly IArtifactOwner[] _owners = [.. owners];

    // The disk is read from end to end: twice at once would only be slower.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Checks all files, one after the other. What does not match is set aside, as when it is opened.</summary>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<ArtifactReport> VerifyAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ILookup<string, ArtifactUse> uses = await UsesAsync(cancellationToken).ConfigureAwait(false);
            var damaged = new List<ArtifactDamage>();
            var gone = new List<string>();
            foreach (IGrouping<string, ArtifactUse> file in uses)
            {
                if (!store.Exists(file.Key))
                {
                    gone.Add(file.Key);
                }
                else if (await store.CheckAsync(file.First(), cancellationToken).ConfigureAwait(false) is { } damage)
                {
                    damaged.AddRange(file.Select(use => damage with { Use = use }));
                }
            }

            List<ArtifactDamage> missing = await MissingAsync(gone, damaged, cancellationToken).ConfigureAwait(false);
            return new ArtifactReport(uses.Count, damaged, missing);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    // What was emptied out of the trash since the list was made is not missing.
    private async Task<List<ArtifactDamage>> MissingAsync(List<string> gone, List<ArtifactDamage> damaged, CancellationToken cancellationToken)
    {
        var missing = new List<ArtifactDamage>();
        ILookup<string, ArtifactUse>? still = gone.Count == 0 ? null : await UsesAsync(cancellationToken).ConfigureAwait(false);
        foreach (string sha256 in gone.Where(name => still!.Contains(name)))
        {
            if (await store.CheckAsync(still![sha256].First(), cancellationToken).ConfigureAwait(false) is { } damage)
            {
                (damage.IsMissing ? missing : damaged).AddRange(still[sha256].Select(use => damage with { Use = use }));
            }
        }

        return missing;
    }

    private async Task<ILookup<string, ArtifactUse>> UsesAsync(CancellationToken cancellationToken)
    {
        var uses = new List<ArtifactUse>();
        foreach (IArtifactOwner owner in _owners)
        {
            uses.AddRange(await owner.UsesAsync(cancellationToken).ConfigureAwait(false));
        }

        return uses.ToLookup(use => use.Sha256, StringComparer.Ordinal);
    }
}
