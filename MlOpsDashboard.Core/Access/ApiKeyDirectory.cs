using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Access;

/// <summary>
/// Finds the key of a request without a database query: the working keys are held in memory, read again when one
/// changes here, and every few seconds because another node may have changed one.
/// </summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="clock">Tells when keys expire.</param>
public sealed class ApiKeyDirectory(IDbContextFactory<MlOpsDbContext> contexts, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_freshness = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_openFreshness = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_useGrain = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);
    private Snapshot _snapshot = Snapshot.Empty;
    private int _generation;

    /// <summary>The working key with this secret; null when there is none, or it expired or was revoked.</summary>
    public ValueTask<ApiKey?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var snapshot = Volatile.Read(ref _snapshot);
        return IsFresh(snapshot, s_freshness) ? ValueTask.FromResult(Find(snapshot, secret)) : LoadAndFindAsync(secret, cancellationToken);
    }

    /// <summary>
    /// Whether a key still works, as known at most two seconds ago: for what was opened with it and stays open. It counts as no use.
    /// </summary>
    public async Task<bool> WorksAsync(string keyId, CancellationToken cancellationToken)
    {
        var snapshot = await FreshAsync(s_openFreshness, cancellationToken).ConfigureAwait(false);
        return snapshot.Keys.Values.Any(key => key.KeyId == keyId && !HasExpired(key, clock.GetUtcNow()));
    }

    /// <inheritdoc/>
    public void Dispose() => _loading.Dispose();

    /// <summary>Reads the keys again before the next request is answered.</summary>
    internal void Forget() => Interlocked.Increment(ref _generation);

    /// <summary>Writes down when the keys were last used.</summary>
    internal async Task SaveUsesAsync(CancellationToken cancellationToken)
    {
        foreach (var (keyId, at) in _used)
        {
            var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            await using (context.ConfigureAwait(false))
            {
                await context.Set<ApiKey>()
                    .Where(k => k.KeyId == keyId)
                    .ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, at), cancellationToken)
                    .ConfigureAwait(false);
            }

            _used.TryRemove(KeyValuePair.Create(keyId, at));
        }
    }

    private async ValueTask<ApiKey?> LoadAndFindAsync(string secret, CancellationToken cancellationToken) =>
        Find(await FreshAsync(s_freshness, cancellationToken).ConfigureAwait(false), secret);

    private ApiKey? Find(Snapshot snapshot, string secret)
    {
        // The hash of a secret that works is taken once per snapshot, not once per request. Looking a guess up gives nothing
        // away by its time: the dictionary compares hashes with a seed of this process before it compares characters.
        if (!snapshot.Recognised.TryGetValue(secret, out var key))
        {
            if (!snapshot.Keys.TryGetValue(Secrets.Hash(secret), out key))
            {
                return null;
            }

            snapshot.Recognised[secret] = key;
        }

        var now = clock.GetUtcNow();
        if (HasExpired(key, now))
        {
            return null;
        }

        if (!_used.TryGetValue(key.KeyId, out var last) || now - last > s_useGrain)
        {
            _used[key.KeyId] = now;
        }

        return key;
    }

    private static bool HasExpired(ApiKey key, DateTimeOffset now) => key.ExpiresAt <= now;

    private async Task<Snapshot> FreshAsync(TimeSpan freshness, CancellationToken cancellationToken)
    {
        var snapshot = Volatile.Read(ref _snapshot);
        if (IsFresh(snapshot, freshness))
        {
            return snapshot;
        }

        await _loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            snapshot = _snapshot;
            if (!IsFresh(snapshot, freshness))
            {
                snapshot = await LoadAsync(cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _snapshot, snapshot);
            }

            return snapshot;
        }
        finally
        {
            _loading.Release();
        }
    }

    private bool IsFresh(Snapshot snapshot, TimeSpan freshness) =>
        snapshot.Generation == Volatile.Read(ref _generation) && clock.GetUtcNow() - snapshot.At < freshness;

    private async Task<Snapshot> LoadAsync(CancellationToken cancellationToken)
    {
        // The generation is taken before the read: a change in between makes the snapshot stale at once.
        int generation = Volatile.Read(ref _generation);
        var at = clock.GetUtcNow();
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var keys = await context.Set<ApiKey>()
                .AsNoTracking()
                .Where(k => k.RevokedAt == null)
                .ToDictionaryAsync(k => k.SecretSha256, StringComparer.Ordinal, cancellationToken)
                .ConfigureAwait(false);
            return new Snapshot(generation, at, keys);
        }
    }

    private sealed record Snapshot(int Generation, DateTimeOffset At, Dictionary<string, ApiKey> Keys)
    {
        public static Snapshot Empty { get; } = new(-1, DateTimeOffset.MinValue, []);

        /// <summary>The secrets that were found to work; never more than there are keys.</summary>
        public ConcurrentDictionary<string, ApiKey> Recognised { get; } = new(StringComparer.Ordinal);
    }
}
