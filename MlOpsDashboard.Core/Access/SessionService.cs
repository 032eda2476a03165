using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Access;

/// <summary>Begins, finds and ends the sessions of signed-in browsers. They are kept in the database, so a restart ends none and revives none.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="observers">Told when one ends.</param>
/// <param name="clock">Dates them.</param>
public sealed class SessionService(IDbContextFactory<MlOpsDbContext> contexts, IEnumerable<IAccessObserver> observers, TimeProvider clock)
{
    /// <summary>Begins a session of somebody who has just proved who they are.</summary>
    public async Task<Session> BeginAsync(SessionHolder holder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(holder);
        var session = new Session { SessionId = Ids.New(clock), UserId = holder.Id, BeganAt = clock.GetUtcNow() };
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
            return await open.Join(context.Set<User>(), s => s.UserId, u => u.UserId, (_, u) => new SessionHolder(u.UserId, u.Name, u.Role))
                    .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false)
                ?? await open.Join(
                        context.Set<ApiKey>().Where(k => k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > now)),
                        s => s.UserId,
                        k => k.KeyId,
                        (_, k) => new SessionHolder(k.KeyId, k.Name, k.Role))
                    .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        }
    }

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
            var change = new AccessChange(name ?? session.UserId, "user.signed_out", "user", session.UserId, "Signed out; the session's cookie works no more.");
            foreach (var observer in observers)
            {
                observer.OnChanged(context, change);
            }

            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
