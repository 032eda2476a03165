using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Registry;

public sealed partial class RegistryService
{
    /// <summary>Has an alias name a version, whichever it named before.</summary>
    /// <param name="name">The registered model.</param>
    /// <param name="alias">The alias.</param>
    /// <param name="version">The version.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version as it is now.</returns>
    /// <exception cref="InvalidException">It is no alias.</exception>
    /// <exception cref="NotFoundException">There is no such version.</exception>
    public async Task<ModelVersion> SetAliasAsync(string name, string alias, int version, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        string known = VersionNames.CheckAlias(alias);
        return await ChangeAsync(ModelReference.Id(name, version), async (context, named) =>
        {
            ModelAlias? set = await context.Set<ModelAlias>().SingleOrDefaultAsync(a => a.Name == name && a.Alias == known, cancellationToken);
            if (set?.Version == version)
            {
                return null;
            }

            StageEvent entry = EventOf(named, StageEventKind.AliasSet, null, null, actor.Name, set is null ? null : $"It named {ModelReference.Id(name, set.Version)} before.", alias: known);
            if (set is null)
            {
                context.Add(new ModelAlias { Name = name, Alias = known, Version = version, SetAt = entry.At, SetBy = actor.Name });
            }
            else
            {
                (set.Version, set.SetAt, set.SetBy) = (version, entry.At, actor.Name);
            }

            return new StageChange(entry, null);
        }, inTrash: false, cancellationToken);
    }

    /// <summary>Takes an alias away.</summary>
    /// <param name="name">The registered model.</param>
    /// <param name="alias">The alias.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such alias; those that there are are told.</exception>
    public async Task RemoveAliasAsync(string name, string alias, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        await ChangeAsync($"{name}@{VersionNames.CheckAlias(alias)}", (context, named) =>
        {
            context.Remove(named.Aliases.Single(set => set.Alias == alias));
            return Task.FromResult<StageChange?>(new StageChange(EventOf(named, StageEventKind.AliasRemoved, null, null, actor.Name, null, alias: alias), null));
        }, inTrash: false, cancellationToken);
    }

    /// <summary>Gives a version a label beside its number.</summary>
    /// <param name="modelId">The version.</param>
    /// <param name="label">A semantic version, as in 1.2.0; blank for none.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">It is no semantic version.</exception>
    /// <exception cref="NotFoundException">There is no such version.</exception>
    /// <exception cref="ConflictException">Another version of the model has it, in the trash or not.</exception>
    public async Task<ModelVersion> LabelAsync(string modelId, string? label, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        string? known = VersionNames.CheckLabel(label);
        ModelReference reference = ModelReference.Parse(modelId);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        ModelVersion version = await ResolveAsync(context, context.Set<ModelVersion>(), reference, inTrash: false, cancellationToken);
        if (version.Label == known)
        {
            return version;
        }

        audit.Append(context, new AuditEntry(
            actor.Name, "model.labelled", "model_version", version.ModelId, Detail: known is null ? $"Took away the label {version.Label}." : $"Labelled {known}{(version.Label is null ? "" : $", before {version.Label}")}."));
        version.Label = known;
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new ConflictException($"Another version of {version.Name} has the label {known}, in the trash or not: choose the next one.");
        }

        return version;
    }

    /// <summary>Whether there is a registered model of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> IsModelAsync(string name, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<RegisteredModel>().AnyAsync(model => model.Name == name, cancellationToken);
    }

    // What names a version that goes is told, since whoever uses it has to know where it went.
    private void LoseAliases(MlOpsDbContext context, ModelVersion version, string actor)
    {
        foreach (ModelAlias alias in version.Aliases.ToArray())
        {
            StageEvent lost = EventOf(version, StageEventKind.AliasRemoved, null, null, actor, $"{version.ModelId} went to the trash.", alias: alias.Alias);
            context.Add(lost);
            Audit(context, lost);
            context.Remove(alias);
        }
    }

    private static async Task<NotFoundException> NoAliasAsync(MlOpsDbContext context, ModelReference reference, CancellationToken cancellationToken)
    {
        string[] known = await context.Set<ModelAlias>().Where(a => a.Name == reference.Name).OrderBy(a => a.Alias).Select(a => a.Alias).ToArrayAsync(cancellationToken);
        return new($"{reference.Name} has no alias {reference.Alias}: it has {(known.Length == 0 ? "none" : string.Join(", ", known))}.");
    }
}
