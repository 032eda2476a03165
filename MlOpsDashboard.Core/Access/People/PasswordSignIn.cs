using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Access.People;

/// <summary>
/// Lets people in by name and password. Whoever is wrong learns nothing: an unknown name, a wrong password, somebody who is disabled and
/// somebody who is locked out are the same answer after the same work.
/// </summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="hashing">Compares passwords.</param>
/// <param name="observers">Told of sign-ins and lockouts.</param>
/// <param name="clock">Ends lockouts.</param>
public sealed class PasswordSignIn(
    IDbContextFactory<MlOpsDbContext> contexts,
    PasswordHashing hashing,
    IEnumerable<IAccessObserver> observers,
    TimeProvider clock)
{
    /// <summary>How many wrong passwords lock a person out.</summary>
    public const int MostTries = 5;

    /// <summary>For how long.</summary>
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    /// <summary>The person with this name and password; null when they are not let in, for whichever reason.</summary>
    /// <param name="name">What was entered as the name.</param>
    /// <param name="password">What was entered as the password.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<User?> SignInAsync(string name, string password, CancellationToken cancellationToken) => TryAsync(name, password, signsIn: true, cancellationToken);

    /// <summary>The same for who is in already and has to prove it once more: wrong passwords count alike, but nobody has signed in.</summary>
    internal Task<User?> ProveAsync(string name, string password, CancellationToken cancellationToken) => TryAsync(name, password, signsIn: false, cancellationToken);

    private async Task<User?> TryAsync(string name, string password, bool signsIn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(password);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            string normalized = UserNames.Normalize(name);
            User? user = await context.Set<User>().AsNoTracking()
                .SingleOrDefaultAsync(u => u.NormalizedName == normalized && u.PasswordHash != null && u.DisabledAt == null, cancellationToken)
                .ConfigureAwait(false);
            bool counted = user is not null && await CountAsync(context, user, cancellationToken).ConfigureAwait(false);
            PasswordVerificationResult result = password.Length > PasswordRules.MaxLength * 2
                ? PasswordVerificationResult.Failed
                : hashing.Verify(counted ? user!.PasswordHash : null, password);
            if (user is null || !counted)
            {
                return null;
            }

            return result == PasswordVerificationResult.Failed
                ? await RefuseAsync(context, user, cancellationToken).ConfigureAwait(false)
                : await LetInAsync(context, user, result == PasswordVerificationResult.SuccessRehashNeeded ? password : null, signsIn, cancellationToken).ConfigureAwait(false);
        }
    }

    // Before the password is looked at, in one statement: tries that come at once cannot be more than tries one after the other. The
    // last one that is left locks; if it is right, it unlocks again.
    private async Task<bool> CountAsync(MlOpsDbContext context, User user, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset? until = now + Lockout;
        DateTimeOffset? never = null;
        return await context.Set<User>()
            .Where(u => u.UserId == user.UserId && (u.LockedUntil == null || u.LockedUntil <= now))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(u => u.LockedUntil, u => u.LockedUntil == null && u.FailedTries + 1 >= MostTries ? until : never)
                    .SetProperty(u => u.FailedTries, u => u.LockedUntil == null ? u.FailedTries + 1 : 1),
                cancellationToken)
            .ConfigureAwait(false) == 1;
    }

    private async Task<User?> RefuseAsync(MlOpsDbContext context, User user, CancellationToken cancellationToken)
    {
        if (await context.Set<User>().AnyAsync(u => u.UserId == user.UserId && u.LockedUntil != null, cancellationToken).ConfigureAwait(false))
        {
            Tell(context, new AccessChange(user.Name, "user.locked_out", "user", user.UserId, $"Locked out for {Lockout.TotalMinutes:0} minutes after {MostTries} wrong passwords."));
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<User?> LetInAsync(MlOpsDbContext context, User found, string? toHash, bool signsIn, CancellationToken cancellationToken)
    {
        User? user = await context.Set<User>()
            .SingleOrDefaultAsync(u => u.UserId == found.UserId && u.DisabledAt == null && u.PasswordHash == found.PasswordHash, cancellationToken)
            .ConfigureAwait(false);
        if (user is null)
        {
            // Disabled, or given another password, while this one was compared.
            return null;
        }

        (user.FailedTries, user.LockedUntil) = (0, null);
        user.PasswordHash = toHash is null ? user.PasswordHash : hashing.Hash(toHash);
        if (signsIn)
        {
            user.SignedInAt = clock.GetUtcNow();
            Tell(context, new AccessChange(user.Name, "user.signed_in", "user", user.UserId, "Signed in with a password."));
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return user;
    }

    private void Tell(MlOpsDbContext context, AccessChange change)
    {
        foreach (IAccessObserver observer in observers)
        {
            observer.OnChanged(context, change);
        }
    }
}
