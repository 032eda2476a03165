using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Deployments;

public sealed partial class DeploymentService
{
    /// <summary>A roll-out.</summary>
    /// <param name="rolloutId">Its identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such roll-out.</exception>
    public async Task<Rollout> GetAsync(string rolloutId, CancellationToken cancellationToken) =>
        await _store.FindAsync(rolloutId, cancellationToken) ?? throw new NotFoundException($"There is no roll-out {rolloutId}.");

    /// <summary>Who answers for a model now, and how it came to that.</summary>
    /// <param name="modelName">The model.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    public async Task<DeploymentStatus> ReadStatusAsync(string modelName, CancellationToken cancellationToken)
    {
        ModelRow model = await _registry.GetModelAsync(modelName, cancellationToken);
        IReadOnlyList<Rollout> latest = await _store.LatestAsync(modelName, Shown, cancellationToken);
        Rollout? open = latest.FirstOrDefault(rollout => rollout.IsOpen);
        return new DeploymentStatus(
            modelName,
            await SharedAsync(modelName, model.Production?.Version, open, cancellationToken),
            open,
            [.. latest.Where(rollout => !rollout.IsOpen)],
            await _registry.FormerAsync(modelName, cancellationToken));
    }

    /// <summary>Puts a former production version into production again, in one step.</summary>
    /// <param name="modelName">The model.</param>
    /// <param name="toVersion">The version; null for the one that was in production before.</param>
    /// <param name="comment">Why.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    /// <exception cref="ConflictException">There is no such former version, or a roll-out goes on and no version was named.</exception>
    public async Task<Rollout> RollBackAsync(string modelName, int? toVersion, string? comment, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        RegistryService.CheckText(comment, "comment");
        ModelVersion? present = (await _registry.GetModelAsync(modelName, cancellationToken)).Production;
        Rollout? open = await _store.FindOpenAsync(modelName, cancellationToken);
        int version = Target(modelName, present, open, toVersion, await _registry.FormerAsync(modelName, cancellationToken));
        if (open is not null)
        {
            await EndAsync(open, RolloutState.Aborted, actor.Name, $"{actor.Name} rolled back to {ModelReference.Id(modelName, version)}.", cancellationToken);
        }

        DateTimeOffset began = _clock.GetUtcNow();
        string target = ModelReference.Id(modelName, version);
        string reason = present is null ? $"Brought back {target}." : $"Rolled back from {present.ModelId}.";

        // Whatever the policy: it was let in before, and going back must not wait.
        await _registry.MoveAsync(target, null, ModelStage.Production, string.IsNullOrWhiteSpace(comment) ? reason : comment, StagePermit.Full, actor, cancellationToken);
        DateTimeOffset now = _clock.GetUtcNow();
        var rollout = new Rollout
        {
            Id = Ids.New(_clock),
            ModelName = modelName,
            Strategy = RolloutStrategy.Direct,
            StableVersion = present?.Version,
            CandidateVersion = version,
            State = RolloutState.Completed,
            Step = 1,
            StartedAt = began,
            StartedBy = actor.Name,
            EndedAt = now,
            Reason = reason,
            Comment = string.IsNullOrWhiteSpace(comment) ? null : comment,
            Events = [new(now, actor.Name, RolloutEventKind.Completed, 100, $"{reason} {RolloutWords.Completed(target)}")],
        };
        await _store.TryAddAsync(rollout, cancellationToken);
        await TellAsync(rollout);
        return rollout;
    }

    private static int Target(string name, ModelVersion? present, Rollout? open, int? wanted, IReadOnlyList<int> former)
    {
        if (wanted is null && open is not null)
        {
            throw new ConflictException($"{name} has a roll-out that goes on: abort it, and {open.StableId ?? "the version in production"} answers everything; or name the version in to_version.");
        }

        if (wanted is { } version)
        {
            return version == present?.Version ? throw new ConflictException($"{present.ModelId} is in production already.")
                : former.Contains(version) ? version
                : throw new ConflictException(
                    $"{ModelReference.Id(name, version)} was never in production, or is gone: a rollback goes to a former production version{(former.Count == 0 ? ", and there is none" : $": {string.Join(", ", former)}")}.");
        }

        return former is [var latest, ..] ? latest : throw new ConflictException($"{name} has no former production version to roll back to.");
    }

    // A roll-out is known here; what else shares the traffic is an A/B test.
    private async Task<IReadOnlyList<TrafficShare>> SharedAsync(string model, int? production, Rollout? open, CancellationToken cancellationToken)
    {
        foreach (ITrafficSource source in open is null && production is not null ? _traffic : [])
        {
            if (await source.FindAsync(model, production!.Value, cancellationToken) is { } plan)
            {
                return
                [
                    new(production.Value, 100 - plan.Share, null, TrafficRole.Stable),
                    .. plan.Arms.Select(arm => new TrafficShare(arm.Version, arm.Share, null, TrafficRole.Challenger)),
                ];
            }
        }

        return Traffic(production, open);
    }

    /// <summary>Who gets what.</summary>
    internal static IReadOnlyList<TrafficShare> Traffic(int? production, Rollout? open)
    {
        if (production is not { } stable)
        {
            return [];
        }

        TrafficPlan plan = TrafficPlan.Of(open?.ModelName ?? "", stable, open);
        long all = open is null ? 0 : open.Report.StableRequests + open.Report.CandidateRequests;
        if (plan.Arms is not [{ Version: var candidate }])
        {
            TrafficShare only = new(stable, 100, null, TrafficRole.Stable);
            return open is { State: RolloutState.Warming, Strategy: RolloutStrategy.BlueGreen } green
                ? [only, new(green.CandidateVersion, 0, null, TrafficRole.Green)]
                : [only];
        }

        return plan.Shadow
            ? [new(stable, 100, all > 0 ? 100 : null, TrafficRole.Stable), new(candidate, 0, all > 0 ? 0 : null, TrafficRole.Shadow)]
            :
            [
                new(stable, 100 - plan.Share, all > 0 ? 100.0 * open!.Report.StableRequests / all : null, TrafficRole.Stable),
                new(candidate, plan.Share, all > 0 ? 100.0 * open!.Report.CandidateRequests / all : null, TrafficRole.Candidate),
            ];
    }
}
