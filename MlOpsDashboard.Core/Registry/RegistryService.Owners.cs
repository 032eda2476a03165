using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Registry;

public sealed partial class RegistryService
{
    private const int MostOwners = 20;

    /// <summary>Says who answers for a model. While somebody does, only they and administrators change that and the policy, and archive and delete versions.</summary>
    /// <param name="name">The registered model.</param>
    /// <param name="owners">All of them, by the names of people; empty for none.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The owners by name.</returns>
    /// <exception cref="ForbiddenException">The model has owners, and who says so is none of them, nor an administrator.</exception>
    /// <exception cref="InvalidException">Nobody has such a name, or they are disabled.</exception>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    public async Task<IReadOnlyList<string>> ChangeOwnersAsync(string name, IReadOnlyList<string> owners, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        ArgumentNullException.ThrowIfNull(owners);
        string[] wanted = [.. owners.Select(owner => owner?.Trim() ?? "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (wanted.Length > MostOwners)
        {
            throw new InvalidException("owners", $"owners must name at most {MostOwners} people.");
        }

        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        RegisteredModel model = await LockAsync(context, name, cancellationToken);
        RequireOwner(model, actor, "change its owners");
        string[] former = [.. model.Owners];
        string[] known = await context.Set<User>().Where(user => wanted.Contains(user.Name) && user.DisabledAt == null).Select(user => user.Name).ToArrayAsync(cancellationToken);
        if (wanted.Except(known).Except(former).FirstOrDefault() is { } unknown)
        {
            throw new InvalidException("owners", $"Nobody who may sign in is called '{unknown}': owners are people, by their names.");
        }

        if (former.SequenceEqual(wanted, StringComparer.Ordinal))
        {
            return wanted;
        }

        context.RemoveRange(model.Ownership.Where(owner => !wanted.Contains(owner.Owner)));
        context.AddRange(wanted.Except(former).Select(owner => new ModelOwner { Name = name, Owner = owner }));
        audit.Append(context, new AuditEntry(
            actor.Name, "model.owners_changed", "model", name, Detail: wanted.Length == 0 ? "Nobody owns it any more." : $"Owned by {string.Join(", ", wanted)}."));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return wanted;
    }

    // Names are what histories know people by. A model without owners is everybody's who has the role.
    private static void RequireOwner(RegisteredModel model, Actor actor, string what)
    {
        if (model.Owners.Count > 0 && !model.Owners.Contains(actor.Name) && !actor.May(UserRole.Administrator))
        {
            throw new ForbiddenException($"{model.Name} is owned by {string.Join(", ", model.Owners)}: only they and administrators {what}.");
        }
    }
}
