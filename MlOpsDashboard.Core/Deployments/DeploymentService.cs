using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Deployments;

/// <summary>
/// Roll-outs: a version takes over from the one in production by a strategy, one at a time for each model. Every change is stored, written
/// into the log of changes with its person, and told to the observers before the call returns.
/// </summary>
public sealed partial class DeploymentService
{
    private const int Shown = 20;

    private readonly DeploymentStore _store;
    private readonly RegistryService _registry;
    private readonly RolloutFeed _feed;
    private readonly IRolloutObserver[] _observers;
    private readonly ITrafficSource[] _traffic;
    private readonly TimeProvider _clock;
    private readonly ILogger<DeploymentService> _logger;

    internal DeploymentService(
        DeploymentStore store,
        RegistryService registry,
        RolloutFeed feed,
        IEnumerable<IRolloutObserver> observers,
        IEnumerable<ITrafficSource> traffic,
        TimeProvider clock,
        ILogger<DeploymentService> logger) =>
        (_store, _registry, _feed, _observers, _traffic, _clock, _logger) = (store, registry, feed, [.. observers], [.. traffic], clock, logger);

    /// <summary>Begins a roll-out. It warms up first: the candidate gets no traffic before it was loaded and has answered a row.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such version.</exception>
    /// <exception cref="InvalidException">A setting is at fault, or the candidate is of another task or signature; the fields are named.</exception>
    /// <exception cref="ConflictException">The candidate is in production, its model has a roll-out or an A/B test that goes on, or its policy asks for something first.</exception>
    public Task<Rollout> StartAsync(RolloutRequest request, Actor actor, CancellationToken cancellationToken) => StartAsync(request, null, actor, cancellationToken);

    /// <summary>The same with what lets the candidate into production in place of its model's policy; null for nothing.</summary>
    internal async Task<Rollout> StartAsync(RolloutRequest request, StagePermit? permit, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        ArgumentNullException.ThrowIfNull(request);
        CanarySettings? canary = request.Strategy == RolloutStrategy.Canary ? request.Canary ?? new() : null;
        if (canary is not null)
        {
            RolloutRules.Check(canary);
        }

        RegistryService.CheckText(request.Comment, "comment");
        ModelVersion candidate = await _registry.GetAsync(request.ModelId, cancellationToken);
        ModelRow model = await _registry.GetModelAsync(candidate.Name, cancellationToken);
        ModelVersion? stable = model.Production;
        RolloutRules.Check(candidate, stable, request.Strategy);
        RolloutRules.Check(candidate, model.Model.Policy, permit, request.Strategy);
        DateTimeOffset now = _clock.GetUtcNow();
        var rollout = new Rollout
        {
            Id = Ids.New(_clock),
            ModelName = candidate.Name,
            Strategy = request.Strategy,
            StableVersion = stable?.Version,
            CandidateVersion = candidate.Version,
            Canary = canary,
            State = RolloutState.Warming,
            StartedAt = now,
            StartedBy = actor.Name,
            Comment = string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment,
            Events = [new(now, actor.Name, RolloutEventKind.Started, 0, RolloutWords.Started(request.Strategy, candidate.ModelId, stable?.ModelId))],
        };
        if (!await _store.TryAddAsync(rollout, cancellationToken))
        {
            throw new ConflictException(await _store.RefusalAsync(candidate.Name, cancellationToken));
        }

        await TellAsync(rollout);
        return rollout;
    }

    /// <summary>Gives a canary its next share now, or puts the candidate into production when that is the next; the same for a shadow.</summary>
    /// <param name="rolloutId">The roll-out.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such roll-out.</exception>
    /// <exception cref="ConflictException">It is not under way.</exception>
    public async Task<Rollout> AdvanceAsync(string rolloutId, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        Rollout rollout = await GetAsync(rolloutId, cancellationToken);
        Demand(rollout, "be advanced", RolloutState.Running, RolloutState.Paused);
        return await StepAsync(rollout, actor, cancellationToken);
    }

    /// <summary>Keeps a canary at its share, or a shadow, until somebody resumes; the gates go on to guard it.</summary>
    /// <param name="rolloutId">The roll-out.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such roll-out.</exception>
    /// <exception cref="ConflictException">It does not run.</exception>
    public async Task<Rollout> PauseAsync(string rolloutId, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        Rollout rollout = await GetAsync(rolloutId, cancellationToken);
        Demand(rollout, "be paused", RolloutState.Running);
        return await SaveAsync(
            rollout with { State = RolloutState.Paused, PausedAt = _clock.GetUtcNow() }, actor.Name, RolloutEventKind.Paused, $"{rollout.CandidateId} keeps its share.", cancellationToken);
    }

    /// <summary>Lets a paused roll-out go on; the pause does not count into the step.</summary>
    /// <param name="rolloutId">The roll-out.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such roll-out.</exception>
    /// <exception cref="ConflictException">It is not paused.</exception>
    public async Task<Rollout> ResumeAsync(string rolloutId, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        Rollout rollout = await GetAsync(rolloutId, cancellationToken);
        Demand(rollout, "be resumed", RolloutState.Paused);
        TimeSpan paused = _clock.GetUtcNow() - (rollout.PausedAt ?? _clock.GetUtcNow());
        return await SaveAsync(
            rollout with { State = RolloutState.Running, PausedAt = null, StepSince = rollout.StepSince + paused },
            actor.Name,
            RolloutEventKind.Resumed,
            "It goes on.",
            cancellationToken);
    }

    /// <summary>Ends a roll-out: the version in production answers everything again.</summary>
    /// <param name="rolloutId">The roll-out.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such roll-out.</exception>
    /// <exception cref="ConflictException">It has ended.</exception>
    public async Task<Rollout> AbortAsync(string rolloutId, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        Rollout rollout = await GetAsync(rolloutId, cancellationToken);
        Demand(rollout, "be aborted", RolloutState.Warming, RolloutState.Running, RolloutState.Paused);
        return await EndAsync(rollout, RolloutState.Aborted, actor.Name, $"{actor.Name} ended it.", cancellationToken);
    }

    // What a person asks of a roll-out depends on how far it is.
    private static void Demand(Rollout rollout, string verb, params RolloutState[] states)
    {
        if (!states.Contains(rollout.State))
        {
            throw new ConflictException($"The roll-out of {rollout.CandidateId} is {RolloutWords.State(rollout.State)} and cannot {verb}.");
        }
    }
}
