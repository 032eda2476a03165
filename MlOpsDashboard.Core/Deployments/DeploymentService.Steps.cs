using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Deployments;

public sealed partial class DeploymentService
{
    /// <summary>The name of the program's own decisions in timelines.</summary>
    internal const string Guard = "guard";

    /// <summary>The next step: a first or larger share, the background, or production.</summary>
    internal async Task<Rollout> StepAsync(Rollout rollout, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        bool begins = rollout.State == RolloutState.Warming;
        if (rollout.Strategy == RolloutStrategy.Shadow && begins)
        {
            return await SaveAsync(
                rollout with { State = RolloutState.Running, StepSince = _clock.GetUtcNow() },
                actor.Name,
                RolloutEventKind.Advanced,
                RolloutWords.InBackground(rollout.CandidateId),
                cancellationToken);
        }

        int next = rollout.Step + 1;
        if (rollout.Canary is not { } canary || next >= canary.Steps.Count)
        {
            return await CompleteAsync(rollout, actor, cancellationToken);
        }

        DateTimeOffset now = _clock.GetUtcNow();
        return await SaveAsync(
            rollout with { State = begins ? RolloutState.Running : rollout.State, Step = next, StepSince = now, PausedAt = rollout.PausedAt is null ? null : now },
            actor.Name,
            RolloutEventKind.Advanced,
            RolloutWords.Share(rollout.CandidateId, canary.Steps[next - 1]),
            cancellationToken);
    }

    /// <summary>Ends a roll-out by itself.</summary>
    internal Task<Rollout> FailAsync(Rollout rollout, string reason, CancellationToken cancellationToken) =>
        EndAsync(rollout, RolloutState.RolledBack, Guard, reason, cancellationToken);

    /// <summary>Ends a roll-out whose ground has gone: another version went into production.</summary>
    internal Task<Rollout> GiveUpAsync(Rollout rollout, string reason, CancellationToken cancellationToken) =>
        EndAsync(rollout, RolloutState.Aborted, Guard, reason, cancellationToken);

    /// <summary>Puts the candidate into production. Promoted first: what a stop cuts off after that is found by the guard, and completed.</summary>
    internal async Task<Rollout> CompleteAsync(Rollout rollout, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);

        // Somebody may have ended it while the candidate warmed up.
        if ((await GetAsync(rollout.Id, cancellationToken)).Revision != rollout.Revision)
        {
            throw Changed(rollout);
        }

        // The policy was asked at the start; of a shadow it was not, since it might never have come to this.
        StagePermit? permit = rollout.Strategy == RolloutStrategy.Shadow ? null : StagePermit.Full;
        await _registry.MoveAsync(rollout.CandidateId, null, ModelStage.Production, rollout.Comment ?? $"Roll-out {rollout.Id}.", permit, actor, cancellationToken);
        return await SaveAsync(
            rollout with { State = RolloutState.Completed, Step = rollout.Canary?.Steps.Count ?? 1, PausedAt = null, EndedAt = _clock.GetUtcNow() },
            actor.Name,
            RolloutEventKind.Completed,
            RolloutWords.Completed(rollout.CandidateId),
            cancellationToken);
    }

    /// <summary>Stores what was measured, and shows it to whoever watches; that is no change of the roll-out.</summary>
    internal async Task<Rollout> ReportAsync(Rollout rollout, RolloutReport report, CancellationToken cancellationToken)
    {
        Rollout measured = rollout with { Report = report };
        await _store.ReportAsync(rollout.Id, report, cancellationToken);
        _feed.Publish(measured);
        return measured;
    }

    private Task<Rollout> EndAsync(Rollout rollout, RolloutState state, string actor, string reason, CancellationToken cancellationToken) => SaveAsync(
        rollout with { State = state, PausedAt = null, EndedAt = _clock.GetUtcNow(), Reason = reason },
        actor,
        state == RolloutState.Aborted ? RolloutEventKind.Aborted : RolloutEventKind.RolledBack,
        $"{reason} {RolloutWords.Stays(rollout.StableVersion, rollout.ModelName)}",
        cancellationToken);

    private async Task<Rollout> SaveAsync(Rollout rollout, string actor, RolloutEventKind kind, string text, CancellationToken cancellationToken)
    {
        Rollout changed = rollout with { Events = [.. rollout.Events, new(_clock.GetUtcNow(), actor, kind, rollout.Share, text)] };
        Rollout saved = await _store.TrySaveAsync(changed, cancellationToken)
            ?? throw Changed(rollout);
        await TellAsync(saved);
        return saved;
    }

    private static ConflictException Changed(Rollout rollout) => new($"The roll-out of {rollout.CandidateId} was changed at the same moment: look again.");

    // Stored is stored: whoever hung up meanwhile, the observers must hear of it.
    private async Task TellAsync(Rollout rollout)
    {
        foreach (IRolloutObserver observer in _observers)
        {
            try
            {
                await observer.OnRolloutChangedAsync(rollout, CancellationToken.None);
            }
            catch (Exception exception)
            {
                ObserverFailed(exception, observer.GetType().Name, rollout.CandidateId);
            }
        }

        _feed.Publish(rollout);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Observer} failed on the change of the roll-out of {Candidate}")]
    private partial void ObserverFailed(Exception exception, string observer, string candidate);
}
