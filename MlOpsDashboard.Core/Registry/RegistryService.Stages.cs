using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Registry;

public sealed partial class RegistryService
{
    /// <summary>
    /// Moves a version to a stage, from whichever it is in. Into production, the former version there is archived in the same
    /// transaction. A version that is in the stage already stays as it is, so that a repeated request does no harm.
    /// </summary>
    /// <param name="modelId">The version.</param>
    /// <param name="stage">Where it shall go.</param>
    /// <param name="comment">Why; may be null.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version as it is now. Observers have been told.</returns>
    /// <exception cref="ForbiddenException">They may not: into and out of production takes an approver.</exception>
    /// <exception cref="NotFoundException">There is no such version.</exception>
    /// <exception cref="ConflictException">
    /// It does not answer, so that production stays as it is; the model's policy asks for staging or an approval first; or another move came in between.
    /// </exception>
    public Task<ModelVersion> PromoteAsync(
        string modelId, ModelStage stage, string? comment, Actor actor, CancellationToken cancellationToken) =>
        MoveAsync(modelId, null, stage, comment, actor, cancellationToken);

    /// <summary>
    /// The same for who has seen the version in a stage and decides by that: a version that has left it since stays where it is, so
    /// that nobody takes a version out of production who did not know that it is there.
    /// </summary>
    /// <param name="modelId">The version.</param>
    /// <param name="from">Where it was seen; null moves it from wherever it is.</param>
    /// <param name="stage">Where it shall go.</param>
    /// <param name="comment">Why; may be null.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version as it is now. Observers have been told.</returns>
    /// <exception cref="ForbiddenException">They may not: into and out of production takes an approver.</exception>
    /// <exception cref="NotFoundException">There is no such version.</exception>
    /// <exception cref="ConflictException">It has left the stage, or another move came in between.</exception>
    public Task<ModelVersion> MoveAsync(
        string modelId, ModelStage? from, ModelStage stage, string? comment, Actor actor, CancellationToken cancellationToken) =>
        MoveAsync(modelId, from, stage, comment, null, actor, cancellationToken);

    /// <summary>The same with what lets it into production in place of the model's policy; null for nothing.</summary>
    internal async Task<ModelVersion> MoveAsync(
        string modelId, ModelStage? from, ModelStage stage, string? comment, StagePermit? permit, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(StageRules.Takes(from ?? ModelStage.None, stage));
        CheckText(comment, "comment");
        string tried = stage == ModelStage.Production ? await PassAsync(modelId, permit, cancellationToken) : modelId;
        return await ChangeAsync(tried, async (context, version) =>
        {
            if (version.Stage == stage)
            {
                return null;
            }

            if (from is { } seen && version.Stage != seen)
            {
                throw new ConflictException(
                    $"{version.ModelId} is in {StageRules.Word(version.Stage)} by now, no longer in {StageRules.Word(seen)}: look again before you move it.");
            }

            // Where it is may be known only now.
            actor.Require(StageRules.Takes(version.Stage, stage));
            if (stage == ModelStage.Archived)
            {
                RequireOwner(ModelOf(context, version), actor, "archive its versions");
            }

            int? superseded = stage == ModelStage.Production
                ? await EnterAsync(context, version, permit, actor.Name, cancellationToken)
                : null;
            StageEvent moved = EventOf(version, StageEventKind.Moved, version.Stage, stage, actor.Name, comment, permit?.ApprovalId);
            (version.Stage, version.StageSince) = (stage, moved.At);
            return new StageChange(moved, superseded);
        }, inTrash: false, cancellationToken);
    }

    // Before the transaction, since a model may take seconds to load; by its number, so that what was tried is what is promoted.
    private async Task<string> PassAsync(string modelId, StagePermit? permit, CancellationToken cancellationToken)
    {
        ModelVersion version = await GetAsync(modelId, cancellationToken);
        if (version.Stage == ModelStage.Production)
        {
            return version.ModelId;
        }

        ThrowIfHeld(permit, (await GetModelAsync(version.Name, cancellationToken)).Model, version);
        foreach (IStageGate gate in _gates)
        {
            await gate.CheckAsync(version, cancellationToken);
        }

        return version.ModelId;
    }

    // The policy once more, since it may have changed while the model was tried: here its row is held.
    private async Task<int?> EnterAsync(MlOpsDbContext context, ModelVersion version, StagePermit? permit, string actor, CancellationToken cancellationToken)
    {
        ThrowIfHeld(permit, ModelOf(context, version), version);
        int? superseded = await SupersedeAsync(context, version, actor, cancellationToken);
        await (permit?.Within?.Invoke(context, cancellationToken) ?? Task.CompletedTask);
        return superseded;
    }

    private static RegisteredModel ModelOf(MlOpsDbContext context, ModelVersion version) => context.Set<RegisteredModel>().Local.Single(model => model.Name == version.Name);

    private static void ThrowIfHeld(StagePermit? permit, RegisteredModel model, ModelVersion version)
    {
        if (StagePermit.Fault(permit, model.Policy, version) is { } fault)
        {
            throw new ConflictException(fault);
        }
    }

    /// <summary>Moves a version to the trash.</summary>
    /// <param name="modelId">The version.</param>
    /// <param name="comment">Why; may be null.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such version.</exception>
    /// <exception cref="ConflictException">It is in production.</exception>
    public async Task<ModelVersion> DeleteAsync(string modelId, string? comment, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        CheckText(comment, "comment");
        return await ChangeAsync(modelId, (context, version) =>
        {
            if (version.Stage == ModelStage.Production)
            {
                throw new ConflictException($"{version.ModelId} is in production: archive it or promote another version first.");
            }

            RequireOwner(ModelOf(context, version), actor, "delete its versions");
            LoseAliases(context, version, actor.Name);
            StageEvent deleted = EventOf(version, StageEventKind.Deleted, version.Stage, null, actor.Name, comment);
            (version.DeletedAt, version.DeletedBy) = (deleted.At, actor.Name);
            return Task.FromResult<StageChange?>(new StageChange(deleted, null));
        }, inTrash: false, cancellationToken);
    }

    /// <summary>Takes a version out of the trash, into the stage that it had.</summary>
    internal async Task<ModelVersion> RestoreAsync(string modelId, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        return await ChangeAsync(modelId, (_, version) =>
        {
            (version.DeletedAt, version.DeletedBy) = (null, null);
            return Task.FromResult<StageChange?>(new StageChange(
                EventOf(version, StageEventKind.Restored, null, version.Stage, actor.Name, null), null));
        }, inTrash: true, cancellationToken);
    }

    /// <summary>Removes a version in the trash for good; its history stays.</summary>
    internal async Task PurgeAsync(string modelId, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Administrator);
        await ChangeAsync(modelId, (context, version) =>
        {
            context.Remove(version);
            return Task.FromResult<StageChange?>(new StageChange(
                EventOf(version, StageEventKind.Purged, version.Stage, null, actor.Name, null), null));
        }, inTrash: true, cancellationToken);
    }

    internal static void CheckText(string? text, string field) =>
        _ = text is null ? null : TrackingNames.CheckValue(text, MaxText, field);

    private async Task<ModelVersion> ChangeAsync(
        string modelId, Func<MlOpsDbContext, ModelVersion, Task<StageChange?>> change, bool inTrash, CancellationToken cancellationToken)
    {
        ModelReference reference = ModelReference.Parse(modelId);
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            RegisteredModel model = await LockAsync(context, reference.Name, cancellationToken);
            ModelVersion version = await ResolveAsync(context, context.Set<ModelVersion>(), reference, inTrash, cancellationToken);
            StageChange? changed = await change(context, version);
            if (changed is null)
            {
                return version;
            }

            model.UpdatedAt = changed.Event.At;
            context.Add(changed.Event);
            Audit(context, changed.Event);
            await SaveAsync(context, version, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            await TellAsync(changed);
            return version;
        }
        finally
        {
            _changing.Release();
        }
    }

    // In a statement of its own before the other takes its place: the unique index allows no moment with two.
    private async Task<int?> SupersedeAsync(MlOpsDbContext context, ModelVersion successor, string actor, CancellationToken cancellationToken)
    {
        ModelVersion? former = await context.Set<ModelVersion>()
            .SingleOrDefaultAsync(v => v.Name == successor.Name && v.Stage == ModelStage.Production, cancellationToken);
        if (former is null)
        {
            return null;
        }

        StageEvent superseded = EventOf(
            former, StageEventKind.Superseded, ModelStage.Production, ModelStage.Archived, actor, $"{successor.ModelId} took its place.");
        (former.Stage, former.StageSince) = (ModelStage.Archived, superseded.At);
        context.Add(superseded);
        Audit(context, superseded);
        await SaveAsync(context, former, cancellationToken);
        return former.Version;
    }

    private static async Task SaveAsync(MlOpsDbContext context, ModelVersion version, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new ConflictException($"Another version of {version.Name} went into production at the same time.");
        }
    }
}
