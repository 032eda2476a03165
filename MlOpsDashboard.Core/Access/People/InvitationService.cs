using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Access.People;

/// <summary>Makes links that work once, for somebody new or for a new password, and lets people use them.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="people">Makes people.</param>
/// <param name="hashing">Hashes passwords.</param>
/// <param name="observers">Told of each change.</param>
/// <param name="clock">Ends the links.</param>
public sealed class InvitationService(
    IDbContextFactory<MlOpsDbContext> contexts,
    PeopleService people,
    PasswordHashing hashing,
    IEnumerable<IAccessObserver> observers,
    TimeProvider clock)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    private const int MaxNote = 200;

    /// <summary>Invites somebody. The secret of the link is in the reply and nowhere else.</summary>
    /// <param name="role">What they may do.</param>
    /// <param name="note">Whom the link is for; null for none.</param>
    /// <param name="actor">Who invites.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">The role or the note will not do.</exception>
    public async Task<CreatedInvitation> InviteAsync(UserRole role, string? note, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.Administrator);
        string? known = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (!Enum.IsDefined(role))
        {
            throw new InvalidException("role", $"role must be {RoleWords.All}.");
        }

        if (known is { Length: > MaxNote } || known?.Any(char.IsControl) == true)
        {
            throw new InvalidException("note", $"note must have at most {MaxNote} characters, none of them a control character.");
        }

        return await StoreAsync(role, null, known, actor, $"Invited {known ?? "somebody"}, {RoleWords.Words(role)}.", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a link by which somebody who is known chooses a new password; until then the former one goes on working.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such person.</exception>
    public async Task<CreatedInvitation> ResetAsync(string userId, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.Administrator);
        User user = await people.GetAsync(userId, cancellationToken).ConfigureAwait(false);
        return await StoreAsync(user.Role, user, null, actor, $"Made a link for a new password of {user.Name}.", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The links that still work, the newest first.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Invitation>> ListAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await context.Set<Invitation>().AsNoTracking()
                .Where(i => i.EndedAt == null && i.ExpiresAt > now)
                .OrderByDescending(i => i.CreatedAt)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Withdraws a link. One that has ended already changes nothing.</summary>
    /// <param name="invitationId">Which.</param>
    /// <param name="actor">Who withdraws it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such link.</exception>
    public async Task WithdrawAsync(string invitationId, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.Administrator);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            Invitation invitation = await context.Set<Invitation>().SingleOrDefaultAsync(i => i.InvitationId == invitationId, cancellationToken).ConfigureAwait(false)
                ?? throw new NotFoundException($"There is no invitation {invitationId}.");
            if (invitation.EndedAt is null)
            {
                invitation.EndedAt = clock.GetUtcNow();
                Tell(context, new AccessChange(actor.Name, "invitation.withdrawn", "invitation", invitationId, "Withdrew the link."));
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The invitation behind the secret of a link, and whose password it is about; null when it does not work, or no more.</summary>
    /// <param name="secret">What the link carries.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<(Invitation Invitation, User? User)?> FindAsync(string? secret, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await FindAsync(context, secret, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Uses a link: somebody new gets a name and a password, somebody who is known a new password, and their sessions end.</summary>
    /// <param name="secret">What the link carries.</param>
    /// <param name="name">The new name; ignored for somebody who has one.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">The link does not work, or no more.</exception>
    /// <exception cref="InvalidException">The name or the password will not do; the link goes on working.</exception>
    public async Task<User> AcceptAsync(string? secret, string? name, string? password, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            if (await FindAsync(context, secret, cancellationToken).ConfigureAwait(false) is not var (invitation, known))
            {
                throw NoLink();
            }

            // Hashing takes its time: before the transaction.
            User made = known ?? people.Make(name, password, invitation.Role, invitation.CreatedBy);
            string hash = known is null ? made.PasswordHash! : hashing.Hash(PasswordRules.Check(password, known.Name));
            var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await UseUpAsync(context, invitation, cancellationToken).ConfigureAwait(false);
                User user = known is null ? context.Add(made).Entity : await RenewAsync(context, known, hash, cancellationToken).ConfigureAwait(false);
                Tell(context, known is null
                    ? new AccessChange(user.Name, "user.created", "user", user.UserId, $"Took the invitation of {invitation.CreatedBy}: {RoleWords.Words(user.Role)}.")
                    : new AccessChange(user.Name, "user.password_changed", "user", user.UserId, $"Chose a new password by the link of {invitation.CreatedBy}."));
                await PeopleService.SaveNewAsync(context, user, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return user;
            }
        }
    }

    private static NotFoundException NoLink() => new("This link does not work, or no more: each works once, within seven days. Ask for a new one.");

    private async Task<(Invitation Invitation, User? User)?> FindAsync(MlOpsDbContext context, string? secret, CancellationToken cancellationToken)
    {
        string hash = Secrets.Hash(secret ?? "");
        DateTimeOffset now = clock.GetUtcNow();
        Invitation? found = await context.Set<Invitation>().AsNoTracking()
            .SingleOrDefaultAsync(i => i.SecretSha256 == hash && i.EndedAt == null && i.ExpiresAt > now, cancellationToken)
            .ConfigureAwait(false);
        if (found is not { UserId: { } userId })
        {
            return found is null ? null : (found, null);
        }

        User? user = await context.Set<User>().AsNoTracking()
            .SingleOrDefaultAsync(u => u.UserId == userId && u.DisabledAt == null, cancellationToken)
            .ConfigureAwait(false);
        return user is null ? null : (found, user);
    }

    // In one statement: of two who use a link at once, one is too late. Other links for the same person's password end with it.
    private async Task UseUpAsync(MlOpsDbContext context, Invitation invitation, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        int used = await context.Set<Invitation>()
            .Where(i => i.EndedAt == null && (i.InvitationId == invitation.InvitationId || (i.UserId != null && i.UserId == invitation.UserId)))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.EndedAt, now), cancellationToken)
            .ConfigureAwait(false);
        if (used == 0)
        {
            throw NoLink();
        }
    }

    private async Task<User> RenewAsync(MlOpsDbContext context, User known, string hash, CancellationToken cancellationToken)
    {
        User user = await context.Set<User>().SingleAsync(u => u.UserId == known.UserId, cancellationToken).ConfigureAwait(false);
        (user.PasswordHash, user.FailedTries, user.LockedUntil) = (hash, 0, null);
        await SessionService.EndAllAsync(context, user.UserId, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return user;
    }

    private async Task<CreatedInvitation> StoreAsync(
        UserRole role, User? user, string? note, Actor actor, string detail, CancellationToken cancellationToken)
    {
        string secret = Secrets.New();
        DateTimeOffset now = clock.GetUtcNow();
        var invitation = new Invitation
        {
            InvitationId = Ids.New(clock),
            SecretSha256 = Secrets.Hash(secret),
            Role = role,
            UserId = user?.UserId,
            Note = note,
            CreatedAt = now,
            CreatedBy = actor.Name,
            ExpiresAt = now + Life,
        };
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            context.Add(invitation);
            Tell(context, new AccessChange(
                actor.Name, user is null ? "invitation.created" : "user.password_link", user is null ? "invitation" : "user", user?.UserId ?? invitation.InvitationId, detail));
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }

        return new CreatedInvitation(invitation, secret);
    }

    private void Tell(MlOpsDbContext context, AccessChange change)
    {
        foreach (IAccessObserver observer in observers)
        {
            observer.OnChanged(context, change);
        }
    }
}
