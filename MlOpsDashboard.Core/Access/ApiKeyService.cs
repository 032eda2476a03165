using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Access;

/// <summary>Makes, lists and revokes API keys.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="directory">Forgets what it knows when a key changes.</param>
/// <param name="observers">Told of each change.</param>
/// <param name="clock">Dates the changes.</param>
public sealed class ApiKeyService(
    IDbContextFactory<MlOpsDbContext> contexts,
    ApiKeyDirectory directory,
    IEnumerable<IAccessObserver> observers,
    TimeProvider clock)
{
    private const int MaxNameLength = 100;
    private const string SecretStart = "mlops_";
    private const int PrefixLength = 11;
    private const string Listing = "keys";

    /// <summary>Makes a key. Its secret is in the reply and nowhere else.</summary>
    /// <exception cref="InvalidException">The name or the expiry is at fault.</exception>
    public async Task<CreatedApiKey> CreateAsync(NewApiKey wanted, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Administrator);
        return await CreateAsync(wanted, SecretStart + Secrets.New(), actor.Name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The keys, the newest first, revoked ones included.</summary>
    public async Task<Page<ApiKey>> ListAsync(PageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var keys = context.Set<ApiKey>().AsNoTracking();
            keys = query.After?.Of(Listing, 2) is { } after
                ? keys.After(k => k.CreatedAt, after.Time(0), k => k.KeyId, after.Text(1), descending: true)
                : keys;
            var rows = await keys
                .OrderByDescending(k => k.CreatedAt)
                .ThenByDescending(k => k.KeyId)
                .Skip(query.Offset)
                .Take(query.Limit + 1)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return query.ToPage(rows, key => new PageKey(Listing, PageKey.Text(key.CreatedAt.UtcTicks), key.KeyId));
        }
    }

    /// <summary>Makes a key useless at once. Revoking it again changes nothing.</summary>
    /// <exception cref="NotFoundException">There is no such key.</exception>
    public async Task<ApiKey> RevokeAsync(string keyId, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Administrator);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var key = await context.Set<ApiKey>().SingleOrDefaultAsync(k => k.KeyId == keyId, cancellationToken).ConfigureAwait(false)
                ?? throw new NotFoundException($"There is no API key {keyId}.");
            if (key.RevokedAt is null)
            {
                Revoke(context, key, actor.Name);
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                directory.Forget();
            }

            return key;
        }
    }

    /// <summary>Sees to it that the operator's own key works, and that a former one of theirs does not.</summary>
    internal async Task BootstrapAsync(string secret, CancellationToken cancellationToken)
    {
        const string Actor = "configuration";
        const string Name = "bootstrap";
        string hash = Secrets.Hash(secret);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var mine = await context.Set<ApiKey>().Where(k => k.CreatedBy == Actor).ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (var former in mine.Where(k => k.SecretSha256 != hash && k.RevokedAt is null))
            {
                Revoke(context, former, Actor);
            }

            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            if (mine.Exists(k => k.SecretSha256 == hash))
            {
                return;
            }
        }

        await CreateAsync(new NewApiKey(Name, UserRole.Administrator, null), secret, Actor, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CreatedApiKey> CreateAsync(NewApiKey wanted, string secret, string actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var key = new ApiKey
        {
            KeyId = Ids.New(clock),
            Name = ValidName(wanted.Name),
            Prefix = secret[..PrefixLength],
            SecretSha256 = Secrets.Hash(secret),
            Role = Enum.IsDefined(wanted.Role) ? wanted.Role : throw new InvalidException("role", $"role must be {RoleWords.All}."),
            Scopes = ValidScopes(wanted.Scopes),
            CreatedAt = now,
            CreatedBy = actor,
            ExpiresAt = wanted.ExpiresAt > now || wanted.ExpiresAt is null
                ? wanted.ExpiresAt
                : throw new InvalidException("expires_at", "expires_at must lie in the future."),
        };
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            context.Add(key);
            Tell(context, new AccessChange(actor, "api_key.created", "api_key", key.KeyId, $"Made the {RoleWords.Words(key.Role)}'s API key \"{key.Name}\"{(key.Scopes is { } scopes ? $", limited to {KeyScopeWords.Of(scopes)}" : "")}."));
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }

        directory.Forget();
        return new CreatedApiKey(key, secret);
    }

    private void Revoke(MlOpsDbContext context, ApiKey key, string actor)
    {
        key.RevokedAt = clock.GetUtcNow();
        Tell(context, new AccessChange(actor, "api_key.revoked", "api_key", key.KeyId, $"Revoked the API key \"{key.Name}\"."));
    }

    private void Tell(MlOpsDbContext context, AccessChange change)
    {
        foreach (var observer in observers)
        {
            observer.OnChanged(context, change);
        }
    }

    private static IReadOnlyList<KeyScope>? ValidScopes(IReadOnlyList<KeyScope>? scopes) => scopes is null ? null
        : scopes.Count > 0 && scopes.All(Enum.IsDefined) ? [.. scopes.Distinct().Order()]
        : throw new InvalidException("scopes", $"scopes must name at least one of {KeyScopeWords.All}, or be left out for all that the role allows.");

    private static string ValidName(string? name)
    {
        string trimmed = name?.Trim() ?? "";
        return trimmed.Length is > 0 and <= MaxNameLength && !trimmed.Any(char.IsControl)
            ? trimmed
            : throw new InvalidException("name", $"name must have 1 to {MaxNameLength} characters, none of them a control character.");
    }
}
