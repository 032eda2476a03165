using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Plans;

namespace MlOpsDashboard.Core.Rollouts;

/// <summary>Looks at a roll-out: takes it further when it may go, and back when it must.</summary>
internal sealed class RolloutGuard(
    DeploymentService deployments, RegistryService registry, CandidateTrial trial, ServingPlans plans, RolloutWatch watch, LabelLosses labels, TimeProvider clock)
{
    /// <summary>Looks once.</summary>
    /// <param name="rollout">As it is now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>As it is then.</returns>
    public async Task<Rollout> LookAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        int? production = (await registry.GetModelAsync(rollout.ModelName, cancellationToken)).Production?.Version;
        if (production == rollout.CandidateVersion)
        {
            // Promoted by hand, or a stop came between the promotion and the note of it.
            return await deployments.CompleteAsync(rollout, For(rollout), cancellationToken);
        }

        if (production != rollout.StableVersion)
        {
            string now = production is { } other ? $"{ModelReference.Id(rollout.ModelName, other)} went into production" : "Nothing is in production any more";
            return await deployments.GiveUpAsync(rollout, $"{now} while it went on.", cancellationToken);
        }

        return rollout.State == RolloutState.Warming
            ? await WarmAsync(rollout, cancellationToken)
            : await JudgeAsync(rollout, cancellationToken);
    }

    private async Task<Rollout> WarmAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        if (await trial.FaultAsync(rollout, cancellationToken) is { } fault)
        {
            return await deployments.FailAsync(rollout, fault, cancellationToken);
        }

        Rollout begun = await deployments.StepAsync(rollout, For(rollout), cancellationToken);
        if (begun is { State: RolloutState.Completed, Strategy: RolloutStrategy.BlueGreen, StableVersion: { } blue })
        {
            // Kept ready: who goes back to it need not wait for its file.
            await plans.VersionAsync(begun.ModelName, blue, cancellationToken);
        }

        return begun;
    }

    private async Task<Rollout> JudgeAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        RolloutCounter counter = watch.Of(rollout);
        if (plans.FindPlan(rollout.ModelName) is { } plan && plan.Candidate is { } arm && arm.HolderId == rollout.Id)
        {
            counter.Add(arm.Tally.Take());
        }
        else if (await LostAsync(rollout, cancellationToken) is { } fault)
        {
            return await deployments.FailAsync(rollout, fault, cancellationToken);
        }

        await labels.AddAsync(rollout, counter, cancellationToken);
        RolloutReport report = counter.Report();
        Rollout measured = await deployments.ReportAsync(rollout, report, cancellationToken);
        if (report.Gates.FirstOrDefault(gate => !gate.Passed) is { } failed)
        {
            return await deployments.FailAsync(measured, GateSentences.Of(failed), cancellationToken);
        }

        return MayAdvance(measured) ? await deployments.StepAsync(measured, For(measured), cancellationToken) : measured;
    }

    // After a start, or when its file was damaged meanwhile.
    private async Task<string?> LostAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        string? fault = await trial.FaultAsync(rollout, cancellationToken);
        if (fault is null)
        {
            await plans.RefreshAsync(rollout.ModelName, cancellationToken);
        }

        return fault;
    }

    private bool MayAdvance(Rollout rollout) => rollout is { State: RolloutState.Running, Canary: { } canary, StepSince: { } since }
        && clock.GetUtcNow() - since >= TimeSpan.FromSeconds(canary.StepSeconds)
        && rollout.Report.CandidateRequests >= canary.MinSamples;

    private static Actor For(Rollout rollout) => Actor.Program($"{DeploymentService.Guard} for {rollout.StartedBy}");
}
