using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Access.People;

/// <summary>Lets people change their own passwords.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="signIn">Compares the former password, and counts the wrong ones.</param>
/// <param name="hashing">Hashes the new one.</param>
/// <param name="observers">Told of each change.</param>
/// <param name="clock">Ends sessions and links.</param>
public sealed class OwnPassword(
    IDbContextFactory<MlOpsDbContext> contexts,
    PasswordSignIn signIn,
    PasswordHashing hashing,
    IEnumerable<IAccessObserver> observers,
    TimeProvider clock)
{
    /// <summary>Changes the password of who asks. Their other sessions and their links for a new password end.</summary>
    /// <param name="holderId">Who asks: the identifier of their user.</param>
    /// <param name="sessionId">The session that goes on; null for none.</param>
    /// <param name="former">The password until now.</param>
    /// <param name="password">The new one.</param>
    /// <param name="actor">Who asks, by name and role.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">The former password is wrong, or the new one will not do.</exception>
    /// <exception cref="ConflictException">Who asks has no password, as an API key has none; or it was changed at the same moment.</exception>
    public async Task ChangeAsync(string? holderId, string? sessionId, string? former, string? password, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Viewer);
        User user = await FindAsync(holderId, actor, cancellationToken).ConfigureAwait(false);
        string next = PasswordRules.Check(password, user.Name);
        if (await signIn.ProveAsync(user.Name, former ?? "", cancellationToken).ConfigureAwait(false) is not { } proven)
        {
            throw new InvalidException(
                "former_password", $"former_password is wrong. After {PasswordSignIn.MostTries} wrong ones it is refused for {PasswordSignIn.Lockout.TotalMinutes:0} minutes, the right one included.");
        }

        if (next == former)
        {
            throw new InvalidException("password", "password must be another one than before.");
        }

        await StoreAsync(proven, hashing.Hash(next), sessionId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether somebody has a password to change.</summary>
    /// <param name="holderId">The identifier of a user or an API key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> HasAsync(string? holderId, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await context.Set<User>().AnyAsync(u => u.UserId == holderId && u.PasswordHash != null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<User> FindAsync(string? holderId, Actor actor, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await context.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.UserId == holderId, cancellationToken).ConfigureAwait(false) switch
            {
                null => throw new ConflictException($"{actor.Name} came in by an API key, which has no password: sign in by name and password to change yours."),
                { PasswordHash: null } user => throw new ConflictException($"{user.Name} has no password yet: make a link for one on the page People."),
                { } user => user,
            };
        }
    }

    private async Task StoreAsync(User proven, string hash, string? sessionId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                int changed = await context.Set<User>().Where(u => u.UserId == proven.UserId && u.PasswordHash == proven.PasswordHash)
                    .ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, hash), cancellationToken).ConfigureAwait(false);
                if (changed == 0)
                {
                    throw new ConflictException("The password was changed at the same moment: sign in again.");
                }

                await SessionService.EndAllAsync(context, proven.UserId, now, cancellationToken, sessionId).ConfigureAwait(false);
                await context.Set<Invitation>().Where(i => i.UserId == proven.UserId && i.EndedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(i => i.EndedAt, now), cancellationToken).ConfigureAwait(false);
                foreach (IAccessObserver observer in observers)
                {
                    observer.OnChanged(context, new AccessChange(proven.Name, "user.password_changed", "user", proven.UserId, "Changed their own password."));
                }

                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
