using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Access.People;

/// <summary>Lists people and changes what they may do. There is always an administrator who may sign in.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="hashing">Hashes passwords.</param>
/// <param name="observers">Told of each change.</param>
/// <param name="clock">Dates the changes.</param>
public sealed class PeopleService(
    IDbContextFactory<MlOpsDbContext> contexts,
    PasswordHashing hashing,
    IEnumerable<IAccessObserver> observers,
    TimeProvider clock)
{
    private const string Listing = "users";

    /// <summary>The people, the newest first, disabled ones included.</summary>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Page<User>> ListAsync(PageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var users = context.Set<User>().AsNoTracking();
            users = query.After?.Of(Listing, 2) is { } after
                ? users.After(u => u.CreatedAt, after.Time(0), u => u.UserId, after.Text(1), descending: true)
                : users;
            var rows = await users
                .OrderByDescending(u => u.CreatedAt)
                .ThenByDescending(u => u.UserId)
                .Skip(query.Offset)
                .Take(query.Limit + 1)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return query.ToPage(rows, user => new PageKey(Listing, PageKey.Text(user.CreatedAt.UtcTicks), user.UserId));
        }
    }

    /// <summary>One person.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such person.</exception>
    public async Task<User> GetAsync(string userId, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await FindAsync(context.Set<User>().AsNoTracking(), userId, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes somebody who signs in with this name and password.</summary>
    /// <param name="name">Their name, which nobody else has.</param>
    /// <param name="password">Their password.</param>
    /// <param name="role">What they may do.</param>
    /// <param name="actor">Who makes them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">The name or the password will not do.</exception>
    public async Task<User> CreateAsync(string? name, string? password, UserRole role, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.Administrator);
        User user = Make(name, password, role, actor.Name);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            context.Add(user);
            Tell(context, actor.Name, "user.created", user, $"Made {user.Name}, {RoleWords.Words(role)}.");
            await SaveNewAsync(context, user, cancellationToken).ConfigureAwait(false);
        }

        return user;
    }

    /// <summary>
    /// Gives somebody another role, and takes away or gives back the right to sign in. Their sessions end, so that nothing open goes on as
    /// before; API keys that they made are looked after by themselves.
    /// </summary>
    /// <param name="userId">Who.</param>
    /// <param name="role">The role; null leaves it.</param>
    /// <param name="disabled">Whether they are to be kept out; null leaves it.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such person.</exception>
    /// <exception cref="ConflictException">They are the last administrator who may sign in.</exception>
    public async Task<User> ChangeAsync(string userId, UserRole? role, bool? disabled, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.Administrator);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await LockAdministratorsAsync(context, cancellationToken).ConfigureAwait(false);
                User user = await FindAsync(context.Set<User>(), userId, cancellationToken).ConfigureAwait(false);
                bool rules = user is { Role: UserRole.Administrator, DisabledAt: null };
                if (!ChangeRole(context, user, role, actor) & !ChangeState(context, user, disabled, actor))
                {
                    return user;
                }

                if (rules)
                {
                    await KeepAnAdministratorAsync(context, user, cancellationToken).ConfigureAwait(false);
                }

                await SessionService.EndAllAsync(context, userId, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return user;
            }
        }
    }

    /// <summary>Somebody new, of whom nothing is stored yet.</summary>
    internal User Make(string? name, string? password, UserRole role, string by)
    {
        string known = UserNames.Check(name, "name");
        return new User
        {
            UserId = Ids.New(clock),
            Name = known,
            NormalizedName = UserNames.Normalize(known),
            Role = Enum.IsDefined(role) ? role : throw new InvalidException("role", $"role must be {RoleWords.All}."),
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = by,
            PasswordHash = hashing.Hash(PasswordRules.Check(password, known)),
        };
    }

    /// <summary>Stores somebody new.</summary>
    /// <exception cref="InvalidException">Somebody has the name.</exception>
    internal static async Task SaveNewAsync(MlOpsDbContext context, User user, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new InvalidException("name", $"Somebody is called {user.Name}, or nearly so: choose another name.");
        }
    }

    private bool ChangeRole(MlOpsDbContext context, User user, UserRole? role, Actor actor)
    {
        if (role is not { } wanted || wanted == user.Role)
        {
            return false;
        }

        string detail = $"Made {user.Name} {RoleWords.Words(wanted)}, who was {RoleWords.Words(user.Role)}.";
        user.Role = Enum.IsDefined(wanted) ? wanted : throw new InvalidException("role", $"role must be {RoleWords.All}.");
        Tell(context, actor.Name, "user.role_changed", user, detail);
        return true;
    }

    private bool ChangeState(MlOpsDbContext context, User user, bool? disabled, Actor actor)
    {
        if (disabled is not { } wanted || wanted == user.DisabledAt is not null)
        {
            return false;
        }

        (user.DisabledAt, user.FailedTries, user.LockedUntil) = (wanted ? clock.GetUtcNow() : null, 0, null);
        Tell(context, actor.Name, wanted ? "user.disabled" : "user.enabled", user, wanted ? $"Disabled {user.Name}." : $"Enabled {user.Name} again.");
        return true;
    }

    // An update that changes nothing, only for the lock: of two administrators who disable each other at once, one waits and is refused.
    private static Task<int> LockAdministratorsAsync(MlOpsDbContext context, CancellationToken cancellationToken) =>
        context.Set<User>().Where(u => u.Role == UserRole.Administrator)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Role, u => u.Role), cancellationToken);

    private static async Task KeepAnAdministratorAsync(MlOpsDbContext context, User user, CancellationToken cancellationToken)
    {
        bool stays = user is { Role: UserRole.Administrator, DisabledAt: null }
            || await context.Set<User>()
                .AnyAsync(u => u.UserId != user.UserId && u.Role == UserRole.Administrator && u.DisabledAt == null, cancellationToken)
                .ConfigureAwait(false);
        if (!stays)
        {
            throw new ConflictException($"{user.Name} is the only administrator who may sign in: make somebody else an administrator first.");
        }
    }

    private static async Task<User> FindAsync(IQueryable<User> users, string userId, CancellationToken cancellationToken) =>
        await users.SingleOrDefaultAsync(u => u.UserId == userId, cancellationToken).ConfigureAwait(false)
        ?? throw new NotFoundException($"There is no user {userId}.");

    private void Tell(MlOpsDbContext context, string actor, string action, User user, string detail)
    {
        foreach (IAccessObserver observer in observers)
        {
            observer.OnChanged(context, new AccessChange(actor, action, "user", user.UserId, detail));
        }
    }
}
