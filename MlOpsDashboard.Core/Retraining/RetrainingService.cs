using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>Policies of automated retraining, and what they decided.</summary>
public sealed class RetrainingService
{
    private readonly RetrainingStore _store;
    private readonly RetrainingStarter _starter;
    private readonly RetrainingWork _work;
    private readonly RegistryService _registry;
    private readonly RetrainingBell _bell;
    private readonly TimeProvider _clock;

    internal RetrainingService(
        RetrainingStore store, RetrainingStarter starter, RetrainingWork work, RegistryService registry, RetrainingBell bell, TimeProvider clock)
    {
        _store = store;
        _starter = starter;
        _work = work;
        _registry = registry;
        _bell = bell;
        _clock = clock;
    }

    /// <summary>A model's policy, and what it waits for.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    public async Task<RetrainingStatus> GetAsync(string model, CancellationToken cancellationToken)
    {
        ModelRow row = await _registry.GetModelAsync(model, cancellationToken).ConfigureAwait(false);
        (RetrainingPolicy Policy, DateTimeOffset ScheduledFrom)? stored = await _store.PolicyAsync(model, cancellationToken).ConfigureAwait(false);
        RetrainingPolicy policy = stored?.Policy ?? new RetrainingPolicy();
        RetrainingDecision? active = await _store.FindActiveAsync(model, cancellationToken).ConfigureAwait(false);
        return new RetrainingStatus(
            model,
            policy,
            active,
            active is null ? await _starter.WaitsForAsync(model, cancellationToken).ConfigureAwait(false) : null,
            policy is { Enabled: true, Triggers.Schedule: { } line } ? TriggerWatch.NextOf(line, stored!.Value.ScheduledFrom) : null,
            [.. (SignatureOf(row)?.Features ?? []).Where(feature => feature.IsCoded).Select(feature => feature.Name)]);
    }

    /// <summary>Changes a model's policy. What goes on keeps the policy that it began with.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="policy">The whole policy.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ForbiddenException">They may not; a policy that promotes by itself takes an approver.</exception>
    /// <exception cref="InvalidException">Fields are at fault; all are named, and nothing is stored.</exception>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    public async Task<RetrainingStatus> SetAsync(string model, RetrainingPolicy policy, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.DataScientist);
        ArgumentNullException.ThrowIfNull(policy);
        actor.Require(policy.Takes);
        ModelRow row = await _registry.GetModelAsync(model, cancellationToken).ConfigureAwait(false);
        PolicyRules.Check(policy, SignatureOf(row), _clock.GetUtcNow());
        await _store.SetPolicyAsync(model, policy with { UpdatedAt = _clock.GetUtcNow(), UpdatedBy = actor.Name }, cancellationToken).ConfigureAwait(false);
        _bell.Ring();
        return await GetAsync(model, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a retraining now, whether the policy is on or off.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    /// <exception cref="ConflictException">Nothing is in production, too little is labelled, or one goes on.</exception>
    public async Task<RetrainingDecision> RunAsync(string model, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.DataScientist);
        return await RunAsync(model, policy => policy, actor, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Trains a challenger now, and starts an A/B test with it if it passes the policy's gates, without asking anybody else.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    /// <exception cref="ConflictException">Nothing is in production, too little is labelled, or one goes on.</exception>
    public async Task<RetrainingDecision> ChallengeAsync(string model, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.Approver);
        return await RunAsync(model, policy => policy with { Then = RetrainingFollowUp.AbTest, Approval = false }, actor, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A model's retrainings, the newest first.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    public async Task<Page<RetrainingDecision>> DecisionsAsync(string model, PageQuery page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        await _registry.GetModelAsync(model, cancellationToken).ConfigureAwait(false);
        return await _store.PageAsync(model, page, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The retrainings whose challengers have passed and wait for a person, the longest first.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<RetrainingDecision>> ListWaitingAsync(CancellationToken cancellationToken) =>
        [.. (await _store.ActiveAsync(cancellationToken).ConfigureAwait(false)).Where(decision => decision is { State: RetrainingState.AwaitingApproval, Policy.Approval: true })];

    /// <summary>Answers a challenger that waits for a person.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="id">The retraining.</param>
    /// <param name="agree">Whether it goes into production; else it stays a version in the registry.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such retraining.</exception>
    /// <exception cref="ConflictException">It does not wait for anybody, or the challenger does not answer.</exception>
    public async Task<RetrainingDecision> AnswerAsync(string model, string id, bool agree, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.Approver);
        RetrainingDecision decision = await FindAsync(model, id, cancellationToken).ConfigureAwait(false);
        if (decision.State != RetrainingState.AwaitingApproval)
        {
            throw new ConflictException($"This retraining does not wait for anybody: {decision.Steps[^1].Text}");
        }

        await (agree
            ? _work.FollowAsync(decision, actor.Name, cancellationToken)
            : _work.MoveAsync(decision, RetrainingState.Rejected, $"{actor.Name} said no; version {decision.ChampionVersion} stays in production.", cancellationToken)).ConfigureAwait(false);
        return await FindAsync(model, id, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RetrainingDecision> RunAsync(string model, Func<RetrainingPolicy, RetrainingPolicy> change, Actor actor, CancellationToken cancellationToken)
    {
        RetrainingPolicy policy = change((await _store.PolicyAsync(model, cancellationToken).ConfigureAwait(false))?.Policy ?? new RetrainingPolicy());
        actor.Require(policy.Takes);
        RetrainingDecision decision = await _starter.StartAsync(model, policy, actor.Name, cancellationToken).ConfigureAwait(false);
        _bell.Ring();
        return decision;
    }

    private static ModelSignature? SignatureOf(ModelRow row) => (row.Production ?? row.Latest) is { } version ? new ActualReader(version).Signature : null;

    private async Task<RetrainingDecision> FindAsync(string model, string id, CancellationToken cancellationToken) =>
        await _store.FindAsync(model, id, cancellationToken).ConfigureAwait(false)
        ?? throw new NotFoundException($"{model} has no retraining {id}.");
}
