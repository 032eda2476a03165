using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Core.Serving.Settings;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>The plans of all models, loaded on first use and swapped when a stage changes.</summary>
internal sealed partial class ServingPlans(
    RegistryService registry,
    ServedModelLoader loader,
    CandidateLoader candidates,
    ServingMeter meter,
    IOptions<ServingOptions> options,
    ILogger<ServingPlans> logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, ServingPlan> _plans = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _problems = new(StringComparer.Ordinal);
    private readonly PinnedModels _pinned = new(options.Value.MaxPinnedVersions);

    // Changes of plans are rare: one at a time, so that the last change of a stage is also the last to be published.
    private readonly SemaphoreSlim _changes = new(1, 1);

    /// <summary>The plans that are in force.</summary>
    public IReadOnlyCollection<ServingPlan> All => [.. _plans.Values.OrderBy(plan => plan.Name, StringComparer.Ordinal)];

    /// <summary>Versions that could not be loaded: the reason by model name.</summary>
    public IReadOnlyDictionary<string, string> Problems => _problems;

    /// <summary>Versions loaded beside those in production.</summary>
    public IReadOnlyList<ServedModel> Pinned => _pinned.ToArray();

    /// <summary>The version in production when it is loaded already, else null. The hot path: one look-up, no lock.</summary>
    /// <param name="name">The model's name.</param>
    public ServedModel? Find(string name) => FindPlan(name)?.Production;

    /// <summary>The plan of a model whose version in production is loaded already, else null. The hot path: one look-up, no lock.</summary>
    /// <param name="name">The model's name.</param>
    public ServingPlan? FindPlan(string name) => _plans.GetValueOrDefault(name);

    /// <summary>Whether a model of this name is served.</summary>
    /// <param name="name">The model's name.</param>
    public bool Knows(string name) => _plans.ContainsKey(name);

    /// <summary>The version in production.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no model of this name.</exception>
    /// <exception cref="ConflictException">It has no version in production.</exception>
    public async Task<ServedModel> ProductionAsync(string name, CancellationToken cancellationToken) =>
        (await PlanAsync(name, cancellationToken).ConfigureAwait(false)).Production;

    /// <summary>The plan of a model.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no model of this name.</exception>
    /// <exception cref="ConflictException">It has no version in production.</exception>
    public async Task<ServingPlan> PlanAsync(string name, CancellationToken cancellationToken)
    {
        if (FindPlan(name) is { } loaded)
        {
            return loaded;
        }

        await _changes.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return FindPlan(name) ?? await LoadAsync(name, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _changes.Release();
        }
    }

    /// <summary>A version by number.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such version.</exception>
    public async Task<ServedModel> VersionAsync(string name, int version, CancellationToken cancellationToken)
    {
        if (_pinned.Find(name, version) is { } kept)
        {
            return kept;
        }

        await _changes.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_pinned.Find(name, version) is { } keptMeanwhile)
            {
                return keptMeanwhile;
            }

            ModelVersion row = await registry.GetAsync($"{name}:{version}", cancellationToken).ConfigureAwait(false);
            ServedModel model = await loader.LoadAsync(row, cancellationToken).ConfigureAwait(false);
            _pinned.Add(model);
            meter.Announce(name, version, InstanceScorer.Pinned);
            return model;
        }
        finally
        {
            _changes.Release();
        }
    }

    /// <summary>Publishes the plan that the registry holds now.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RefreshAsync(string name, CancellationToken cancellationToken)
    {
        await _changes.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _pinned.Forget(name);
            if (await FindInProductionAsync(name, cancellationToken).ConfigureAwait(false) is not { } version)
            {
                _plans.TryRemove(name, out _);
                _problems.TryRemove(name, out _);
            }
            else
            {
                await PublishAsync(version, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The former version goes on answering: a damaged artifact must not take a model away.
            _problems[name] = exception.Message;
            LogUnloadable(exception, name);
        }
        finally
        {
            _changes.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _changes.Dispose();

    private async Task<ModelVersion?> FindInProductionAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await registry.GetModelAsync(name, cancellationToken).ConfigureAwait(false)).Production;
        }
        catch (NotFoundException)
        {
            // Removed for good: nothing of that name answers any more.
            return null;
        }
    }

    private async Task<ServingPlan> LoadAsync(string name, CancellationToken cancellationToken)
    {
        ModelRow model = await registry.GetModelAsync(name, cancellationToken).ConfigureAwait(false);
        ModelVersion version = model.Production
            ?? throw new ConflictException($"{name} has no version in production. Promote one first, or name a version by model_id.");
        try
        {
            return await PublishAsync(version, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _problems[name] = exception.Message;
            throw;
        }
    }

    private async Task<ServingPlan> PublishAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        ServingPlan? present = FindPlan(version.Name);
        bool same = present?.Production is { } serving && serving.Version == version.Version && serving.Stage == version.Stage;
        ServedModel model = same ? present!.Production : await loader.LoadAsync(version, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<CandidateArm> arms = await FindArmsAsync(version, present?.Arms ?? [], cancellationToken).ConfigureAwait(false);
        ServingPlan plan = _plans[version.Name] = new ServingPlan(version.Name, model) { Arms = arms };
        _problems.TryRemove(version.Name, out _);
        if (!same)
        {
            meter.Announce(version.Name, version.Version, InstanceScorer.Production);
            LogPublished(version.Name, version.Version);
        }

        foreach (CandidateArm arm in arms.Where(arm => !arm.IsShadow))
        {
            meter.Announce(version.Name, arm.Model.Version, arm.Route);
        }

        return plan;
    }

    // The stable version answers with or without them: who guards the roll-out or the test finds them missing, and ends it.
    private async Task<IReadOnlyList<CandidateArm>> FindArmsAsync(ModelVersion production, IReadOnlyList<CandidateArm> present, CancellationToken cancellationToken)
    {
        try
        {
            return await candidates.LoadAsync(production, present, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNoCandidate(exception, production.Name);
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name}:{Version} answers predictions now")]
    private partial void LogPublished(string name, int version);

    [LoggerMessage(Level = LogLevel.Error, Message = "The production version of {Name} could not be loaded; the former one stays")]
    private partial void LogUnloadable(Exception exception, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "A candidate of {Name} could not be loaded; the version in production answers everything")]
    private partial void LogNoCandidate(Exception exception, string name);
}
