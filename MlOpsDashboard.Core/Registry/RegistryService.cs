using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Registry;

/// <summary>
/// Keeps the versions of models and their stages. Every change to a name first takes the row of its registered model, so that changes
/// to one name happen one after the other on both databases; the unique index on production stands behind that.
/// </summary>
public sealed partial class RegistryService(
    IDbContextFactory<MlOpsDbContext> contexts,
    ArtifactStore artifacts,
    IEnumerable<IStageObserver> observers,
    IEnumerable<IStageGate> gates,
    AuditLog audit,
    TimeProvider clock,
    ILogger<RegistryService> logger) : IDisposable
{
    private const int MaxText = 10_000;
    private readonly IStageObserver[] _observers = [.. observers];
    private readonly IStageGate[] _gates = [.. gates];

    // One change at a time from the commit to the last observer, so that observers hear of changes in the order of the commits.
    private readonly SemaphoreSlim _changing = new(1, 1);

    /// <summary>Registers a run's model under a name. The same run again answers with the version that it became.</summary>
    /// <param name="name">The registered model's name; a new one is made.</param>
    /// <param name="runId">A run that has ended and left a model.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    /// <exception cref="ConflictException">The run has left no model, still runs or is in the trash.</exception>
    public async Task<RegisteredVersion> RegisterAsync(string name, string runId, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        TrackingNames.CheckModelName(name, "name");
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
            Run run = await FindRunAsync(context, runId, cancellationToken);
            await CreateModelAsync(context, name, actor.Name, cancellationToken);
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            RegisteredModel model = await LockAsync(context, name, cancellationToken);
            if (await context.Set<ModelVersion>().AsNoTracking()
                .SingleOrDefaultAsync(v => v.RunId == runId && v.Name == name, cancellationToken) is { } existing)
            {
                return existing.DeletedAt is null
                    ? new RegisteredVersion(existing, Created: false)
                    : throw new ConflictException($"Run {runId} is registered as {existing.ModelId}, which is in the trash: restore it instead.");
            }

            ModelVersion version = await ToVersionAsync(context, model, run, actor.Name, cancellationToken);
            StageEvent registered = EventOf(version, StageEventKind.Registered, null, ModelStage.None, actor.Name, null);
            model.LastVersion = version.Version;
            context.AddRange(version, registered);
            Audit(context, registered);
            await context.SaveChangesAsync(cancellationToken);

            // The run's wish is fulfilled; what is left of it after a crash is made good by the sweep at start-up.
            await context.Set<Run>().Where(r => r.RunId == runId && r.RegisterAs == name)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.RegisterAs, (string?)null), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            await TellAsync(new StageChange(registered, null));
            return new RegisteredVersion(version, Created: true);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _changing.Dispose();

    private static async Task<Run> FindRunAsync(MlOpsDbContext context, string runId, CancellationToken cancellationToken)
    {
        Run run = await context.Set<Run>().AsNoTracking().SingleOrDefaultAsync(r => r.RunId == runId, cancellationToken)
            ?? throw new NotFoundException($"There is no run {runId}.");
        string? obstacle = run switch
        {
            { DeletedAt: not null } => "is in the trash",
            { Status: RunStatus.Running } => "still runs",
            { Status: RunStatus.Failed } => "has failed",
            { ModelSha256: null } or { Model: null } => "has left no model",
            _ => null,
        };
        return obstacle is null ? run : throw new ConflictException($"Run {runId} cannot be registered: it {obstacle}.");
    }

    private static async Task<RegisteredModel> LockAsync(MlOpsDbContext context, string name, CancellationToken cancellationToken)
    {
        // An update that changes nothing, only for the lock.
        await context.Set<RegisteredModel>().Where(m => m.Name == name)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LastVersion, m => m.LastVersion), cancellationToken);
        return await context.Set<RegisteredModel>().SingleOrDefaultAsync(m => m.Name == name, cancellationToken)
            ?? throw NoModel(name);
    }

    private static NotFoundException NoModel(string name) => new($"There is no registered model {name}.");

    private async Task CreateModelAsync(MlOpsDbContext context, string name, string actor, CancellationToken cancellationToken)
    {
        if (await context.Set<RegisteredModel>().AnyAsync(m => m.Name == name, cancellationToken))
        {
            return;
        }

        DateTimeOffset now = clock.GetUtcNow();
        context.Add(new RegisteredModel { Name = name, CreatedAt = now, CreatedBy = actor, UpdatedAt = now });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Another node made it in between, which is as good.
            AlreadyMade(exception, name);
        }

        context.ChangeTracker.Clear();
    }

    private async Task<ModelVersion> ToVersionAsync(
        MlOpsDbContext context, RegisteredModel model, Run run, string actor, CancellationToken cancellationToken)
    {
        IQueryable<ModelVersion> others = context.Set<ModelVersion>().Where(v => v.Name == model.Name && v.DeletedAt == null);
        int? parent = await others.OrderByDescending(v => v.Stage == ModelStage.Production).ThenByDescending(v => v.Version)
            .Select(v => (int?)v.Version).FirstOrDefaultAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        model.UpdatedAt = now;
        return new ModelVersion
        {
            Name = model.Name,
            Version = model.LastVersion + 1,
            Stage = ModelStage.None,
            StageSince = now,
            RunId = run.RunId,
            Experiment = run.Experiment,
            ParentVersion = parent,
            ArtifactSha256 = run.ModelSha256!,
            Bytes = run.ModelBytes ?? 0,
            Learner = run.Model!.Learner,
            Task = run.Model.Task,
            Target = run.Model.Target,
            Metric = run.Metric,
            Metrics = await context.Set<RunMetric>().Where(m => m.RunId == run.RunId).OrderBy(m => m.Key)
                .ToDictionaryAsync(m => m.Key, m => m.Value ?? double.NaN, StringComparer.Ordinal, cancellationToken),
            Parameters = await context.Set<RunParameter>().Where(p => p.RunId == run.RunId).OrderBy(p => p.Key)
                .ToDictionaryAsync(p => p.Key, p => p.Value, StringComparer.Ordinal, cancellationToken),
            Signature = run.Model.Signature,
            DatasetName = run.DatasetName,
            DatasetVersion = run.DatasetVersion,
            DatasetSha256 = run.DatasetSha256,
            Seed = run.Seed,
            CodeVersion = run.CodeVersion,
            CreatedAt = now,
            CreatedBy = actor,
        };
    }

    private StageEvent EventOf(
        ModelVersion version, StageEventKind kind, ModelStage? from, ModelStage? to, string actor, string? comment, string? approvalId = null, string? alias = null) => new()
        {
            Name = version.Name,
            Version = version.Version,
            Kind = kind,
            FromStage = from,
            ToStage = to,
            At = clock.GetUtcNow(),
            Actor = actor,
            Comment = string.IsNullOrWhiteSpace(comment) ? null : comment,
            ApprovalId = approvalId,
            Alias = alias,
        };

    // The history of a model is here; the log of changes tells of everything that anybody changed, so of this too.
    private void Audit(MlOpsDbContext context, StageEvent entry) => audit.Append(context, new AuditEntry(
        entry.Actor,
        $"model.{JsonNamingPolicy.SnakeCaseLower.ConvertName(entry.Kind.ToString())}",
        "model_version",
        ModelReference.Id(entry.Name, entry.Version),
        entry.Comment,
        entry is { FromStage: { } from, ToStage: { } to }
            ? $"from {StageRules.Word(from)} to {StageRules.Word(to)}{(entry.ApprovalId is { } approval ? $", by approval {approval}" : "")}"
            : entry.Alias is { } alias ? $"alias {alias}" : null));

    // Stored is stored: whoever hung up meanwhile, the observers must hear of it.
    private async Task TellAsync(StageChange change)
    {
        foreach (IStageObserver observer in _observers)
        {
            try
            {
                await observer.OnStageChangedAsync(change, CancellationToken.None);
            }
            catch (Exception exception)
            {
                ObserverFailed(exception, observer.GetType().Name, change.Event.Name, change.Event.Version);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Registered model {Name} was made by another node at the same time")]
    private partial void AlreadyMade(Exception exception, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Observer} failed on the change of {Name}:{Version}")]
    private partial void ObserverFailed(Exception exception, string observer, string name, int version);
}
