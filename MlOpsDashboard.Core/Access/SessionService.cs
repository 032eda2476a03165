using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Access;

/// <summary>Begins, finds and ends the sessions of signed-in browsers. They are kept in the database, so a restart ends none and revives none.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="observers">Told when one ends.</param>
/// <param name="options">Says how long a cookie works.</param>
/// <param name="clock">Dates them.</param>
public sealed class SessionService(
    IDbContextFactory<MlOpsDbContext> contexts,
    IEnumerable<IAccessObserver> observers,
    IOptions<AccessOptions> options,
    TimeProvider clock)
{
    private const int MostText = 300;
    private static readonly TimeSpan s_seenGrain = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    /// <summary>Begins a session of somebody who has just proved who they are.</summary>
    public Task<Session> BeginAsync(SessionHolder holder, CancellationToken cancellationToken) => BeginAsync(holder, null, null, cancellationToken);

    /// <summary>Begins a session of somebody who has just proved who they are.</summary>
    /// <param name="holder">Who.</param>
    /// <param name="browser">What their browser calls itself.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Session> BeginAsync(SessionHolder holder, string? browser, string? address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(holder);
        var session = new Session
        {
            SessionId = Ids.New(clock),
            UserId = holder.Id,
            BeganAt = clock.GetUtcNow(),
            Browser = Shortened(browser),
            Address = Shortened(address),
        };
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            context.Add(session);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }

        return session;
    }

    /// <summary>Whose an open session is; null when it has ended, or never was, or its user is gone, or its API key works no more.</summary>
    public async Task<SessionHolder?> FindHolderAsync(string sessionId, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            IQueryable<Session> open = context.Set<Session>().AsNoTracking().Where(s => s.SessionId == sessionId && s.EndedAt == null);
            DateTimeOffset now = clock.GetUtcNow();
            return await open.Join(context.Set<User>().Where(u => u.DisabledAt == null), s => s.UserId, u => u.UserId, (_, u) => new SessionHolder(u.UserId, u.Name, u.Role))
                    .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false)
                ?? await open.Join(
                        context.Set<ApiKey>().Where(k => k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > now)),
                        s => s.UserId,
                        k => k.KeyId,
                        (_, k) => new SessionHolder(k.KeyId, k.Name, k.Role))
                    .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The open sessions of a user or API key whose cookies may still work, the last used first.</summary>
    /// <param name="holderId">The user's or the key's identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Session>> ListAsync(string holderId, CancellationToken cancellationToken)
    {
        DateTimeOffset oldest = clock.GetUtcNow().AddDays(-options.Value.CookieDays);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await context.Set<Session>().AsNoTracking()
                .Where(s => s.UserId == holderId && s.EndedAt == null && (s.SeenAt ?? s.BeganAt) > oldest)
                .OrderByDescending(s => s.SeenAt ?? s.BeganAt)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Writes down that a session is in use, once an hour at most.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task SeeAsync(string sessionId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (_seen.TryGetValue(sessionId, out DateTimeOffset last) && now - last < s_seenGrain)
        {
            return;
        }

        _seen[sessionId] = now;
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await context.Set<Session>().Where(s => s.SessionId == sessionId)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Ends a session: everybody may end their own, administrators all.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="ownerId">Who asks: the identifier of their user or API key.</param>
    /// <param name="actor">The same, by name and role.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such session, or it is somebody else's, of whom the one who asks may not know.</exception>
    public async Task RevokeAsync(string sessionId, string? ownerId, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.Viewer);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            Session? session = await context.Set<Session>().SingleOrDefaultAsync(s => s.SessionId == sessionId, cancellationToken).ConfigureAwait(false);
            if (session is null || (session.UserId != ownerId && !actor.May(UserRole.Administrator)))
            {
                throw new NotFoundException($"There is no session {sessionId} that you may end.");
            }

            if (session.EndedAt is null)
            {
                session.EndedAt = clock.GetUtcNow();
                Tell(context, new AccessChange(actor.Name, "user.session_ended", "user", session.UserId, $"Ended the session that began {session.BeganAt:u}."));
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Ends all sessions of a user within somebody's transaction, but one that may go on.</summary>
    internal static Task EndAllAsync(MlOpsDbContext context, string userId, DateTimeOffset now, CancellationToken cancellationToken, string? but = null) =>
        context.Set<Session>().Where(s => s.UserId == userId && s.EndedAt == null && s.SessionId != but)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancellationToken);

    /// <summary>Ends a session for good. One that has ended already, or never was, changes nothing.</summary>
    public async Task EndAsync(string sessionId, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var session = await context.Set<Session>()
                .SingleOrDefaultAsync(s => s.SessionId == sessionId && s.EndedAt == null, cancellationToken)
                .ConfigureAwait(false);
            if (session is null)
            {
                return;
            }

            session.EndedAt = clock.GetUtcNow();
            string? name = await context.Set<User>().Where(u => u.UserId == session.UserId).Select(u => u.Name)
                .Concat(context.Set<ApiKey>().Where(k => k.KeyId == session.UserId).Select(k => k.Name))
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
            Tell(context, new AccessChange(name ?? session.UserId, "user.signed_out", "user", session.UserId, "Signed out; the session's cookie works no more."));
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Tell(MlOpsDbContext context, AccessChange change)
    {
        foreach (var observer in observers)
        {
            observer.OnChanged(context, change);
        }
    }

    private static string? Shortened(string? text) => text is { Length: > MostText } ? text[..MostText] : text;
}
