using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>Starts retrainings: those that a person asks for, and those that a trigger does.</summary>
internal sealed class RetrainingStarter(RetrainingStore store, RegistryService registry, RetrainingData data, TriggerWatch triggers, RetrainingFeed feed, TimeProvider clock)
{
    /// <summary>Starts one if a trigger asks for it and nothing speaks against it.</summary>
    /// <returns>Why none started, in a sentence; null when one did.</returns>
    public async Task<string?> StartIfDueAsync(string model, CancellationToken cancellationToken) =>
        await LookAsync(model, cancellationToken).ConfigureAwait(false) is ({ } due, _) ? await AddAsync(due, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Why a trigger would start none now, in a sentence.</summary>
    public async Task<string> WaitsForAsync(string model, CancellationToken cancellationToken) =>
        (await LookAsync(model, cancellationToken).ConfigureAwait(false)).Waits ?? "It is about to begin.";

    /// <summary>Starts one because a person asks for it, on or off, cooled down or not.</summary>
    /// <exception cref="ConflictException">There is no champion, too little is labelled, or one goes on.</exception>
    public async Task<RetrainingDecision> StartAsync(string model, RetrainingPolicy policy, string by, CancellationToken cancellationToken)
    {
        ModelVersion champion = (await registry.GetModelAsync(model, cancellationToken).ConfigureAwait(false)).Production
            ?? throw new ConflictException($"{model} has no version in production, so there is nothing to train anew. Promote one first.");
        DateTimeOffset now = clock.GetUtcNow();
        (DateTimeOffset? cut, string? lacks) = await data.DivideAsync(champion, policy, now, cancellationToken).ConfigureAwait(false);
        RetrainingDecision decision = cut is null ? throw new ConflictException(lacks!)
            : New(champion, policy, cut.Value, now, RetrainingTrigger.Manual, $"{by} asked for it.", by);
        return await AddAsync(decision, cancellationToken).ConfigureAwait(false) is { } fault ? throw new ConflictException(fault) : decision;
    }

    private async Task<(RetrainingDecision? Due, string? Waits)> LookAsync(string model, CancellationToken cancellationToken)
    {
        if (await store.PolicyAsync(model, cancellationToken).ConfigureAwait(false) is not ({ Enabled: true } policy, var scheduledFrom))
        {
            return (null, "Automatic retraining is off: a person can start one.");
        }

        if ((await registry.GetModelAsync(model, cancellationToken).ConfigureAwait(false)).Production is not { } champion)
        {
            return (null, "Nothing is in production.");
        }

        DateTimeOffset now = clock.GetUtcNow();
        RetrainingDecision? last = await store.LatestAsync(model, cancellationToken).ConfigureAwait(false);
        if (last is { EndedAt: null })
        {
            return (null, "One goes on.");
        }

        if (last?.EndedAt is { } ended && ended.AddHours(policy.CooldownHours) is var cool && cool > now)
        {
            return (null, FormattableString.Invariant($"It cools down until {cool:yyyy-MM-dd HH:mm} UTC."));
        }

        (DateTimeOffset? cut, string? lacks) = await data.DivideAsync(champion, policy, now, cancellationToken).ConfigureAwait(false);
        if (cut is null)
        {
            return (null, lacks);
        }

        if (last is not null && await data.NewLabelsAsync(model, last.StartedAt, cancellationToken).ConfigureAwait(false) == 0)
        {
            return (null, "No label has come since the last one, which would be repeated.");
        }

        return await triggers.FindAsync(champion, policy, scheduledFrom, last, now, cancellationToken).ConfigureAwait(false) is ({ } trigger, { } reason)
            ? (New(champion, policy, cut.Value, now, trigger, reason, RetrainingWork.Name), null)
            : (null, "No trigger asks for one.");
    }

    private RetrainingDecision New(
        ModelVersion champion, RetrainingPolicy policy, DateTimeOffset cut, DateTimeOffset now, RetrainingTrigger trigger, string reason, string by) => new()
        {
            Id = Ids.New(clock),
            ModelName = champion.Name,
            Trigger = trigger,
            Reason = reason,
            StartedBy = by,
            StartedAt = now,
            State = RetrainingState.Preparing,
            ChampionVersion = champion.Version,
            HoldoutFrom = cut,
            HoldoutTo = now,
            Policy = policy,
            Steps = [new RetrainingStep(now, RetrainingState.Preparing, reason)],
        };

    private async Task<string?> AddAsync(RetrainingDecision decision, CancellationToken cancellationToken)
    {
        if (!await store.TryAddAsync(decision, cancellationToken).ConfigureAwait(false))
        {
            return $"A retraining of {decision.ModelName} goes on already.";
        }

        feed.Publish(decision);
        return null;
    }
}
