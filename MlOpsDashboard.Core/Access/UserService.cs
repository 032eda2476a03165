using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Access.People;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Access;

/// <summary>Knows the users.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="observers">Told of each sign-in.</param>
/// <param name="clock">Dates the sign-ins.</param>
public sealed class UserService(
    IDbContextFactory<MlOpsDbContext> contexts,
    IEnumerable<IAccessObserver> observers,
    TimeProvider clock)
{
    private const string AdministratorName = "admin";
    private static readonly string s_normalizedAdministrator = UserNames.Normalize(AdministratorName);

    /// <summary>The name of the administrator whom the printed address signs in; nobody else can have it.</summary>
    internal static bool IsReserved(string normalizedName) => normalizedName == s_normalizedAdministrator;

    /// <summary>The administrator, made at the first sign-in.</summary>
    public async Task<User> SignInAdministratorAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await TrySignInAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DbUpdateException exception) when (exception.IsUniqueViolation())
            {
                // Another sign-in made the user in the same moment: the next try finds it.
            }
        }
    }

    /// <summary>The user with this identifier, or null.</summary>
    public async Task<User?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await context.Set<User>()
                .AsNoTracking()
                .SingleOrDefaultAsync(u => u.UserId == userId, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task<User> TrySignInAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var user = await context.Set<User>()
                .SingleOrDefaultAsync(u => u.NormalizedName == s_normalizedAdministrator, cancellationToken)
                .ConfigureAwait(false);
            if (user is null)
            {
                user = new User
                {
                    UserId = Ids.New(clock),
                    Name = AdministratorName,
                    NormalizedName = UserNames.Normalize(AdministratorName),
                    Role = UserRole.Administrator,
                    CreatedAt = clock.GetUtcNow(),
                };
                context.Add(user);
            }

            // Whoever reads the console owns the program: the address is also the way back in when nobody else can let them in.
            (user.Role, user.DisabledAt) = (UserRole.Administrator, null);
            user.SignedInAt = clock.GetUtcNow();
            var change = new AccessChange(user.Name, "user.signed_in", "user", user.UserId, "Signed in with a one-time address.");
            foreach (var observer in observers)
            {
                observer.OnChanged(context, change);
            }

            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return user;
        }
    }
}
