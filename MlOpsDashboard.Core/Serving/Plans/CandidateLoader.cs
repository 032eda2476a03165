using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>Brings the candidate of a roll-out into memory.</summary>
internal sealed class CandidateLoader(DeploymentStore deployments, RegistryService registry, ServedModelLoader loader)
{
    /// <summary>What stands beside a version in production; null for nothing.</summary>
    /// <param name="production">The version in production.</param>
    /// <param name="present">What stands there now, and is kept where it is the same.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">The candidate cannot be loaded, or does not answer a row.</exception>
    public async Task<CandidateArm?> LoadAsync(ModelVersion production, CandidateArm? present, CancellationToken cancellationToken)
    {
        Rollout? open = await deployments.FindOpenAsync(production.Name, cancellationToken).ConfigureAwait(false);
        TrafficPlan plan = TrafficPlan.Of(production.Name, production.Version, open);
        if (plan.CandidateVersion is not { } candidate)
        {
            return null;
        }

        ModelVersion version = await registry.GetAsync(ModelReference.Id(production.Name, candidate), cancellationToken).ConfigureAwait(false);
        if (present is not null && present.RolloutId == plan.Salt && present.Model.Stage == version.Stage)
        {
            return new CandidateArm(present.Model, plan, present.Tally);
        }

        return new CandidateArm(await WarmAsync(version, cancellationToken).ConfigureAwait(false), plan, present?.RolloutId == plan.Salt ? present.Tally : new ArmTally());
    }

    /// <summary>Loads a version and lets it answer a row.</summary>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">It cannot be loaded, or does not answer.</exception>
    public async Task<ServedModel> WarmAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        await loader.TryAsync(version, cancellationToken).ConfigureAwait(false);
        return await loader.LoadAsync(version, cancellationToken).ConfigureAwait(false);
    }
}
