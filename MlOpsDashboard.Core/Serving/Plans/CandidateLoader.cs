using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>Brings the candidates of a roll-out or a test into memory.</summary>
internal sealed class CandidateLoader(IEnumerable<ITrafficSource> traffic, RegistryService registry, ServedModelLoader loader)
{
    /// <summary>What stands beside a version in production.</summary>
    /// <param name="production">The version in production.</param>
    /// <param name="present">What stands there now, and is kept where it is the same.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>All of the plan's arms, or none.</returns>
    /// <exception cref="ConflictException">A candidate cannot be loaded, or does not answer a row.</exception>
    public async Task<IReadOnlyList<CandidateArm>> LoadAsync(ModelVersion production, IReadOnlyList<CandidateArm> present, CancellationToken cancellationToken)
    {
        if (await PlanAsync(production, cancellationToken).ConfigureAwait(false) is not { } plan)
        {
            return [];
        }

        var arms = new List<CandidateArm>();
        foreach (TrafficArm arm in plan.Arms)
        {
            ModelVersion version = await registry.GetAsync(ModelReference.Id(production.Name, arm.Version), cancellationToken).ConfigureAwait(false);
            CandidateArm? known = present.FirstOrDefault(one => one.HolderId == plan.Salt && one.Model.Version == arm.Version);
            ServedModel model = known is not null && known.Model.Stage == version.Stage ? known.Model : await WarmAsync(version, cancellationToken).ConfigureAwait(false);
            arms.Add(new CandidateArm(model, plan, known?.Tally ?? new ArmTally(), arms.Count));
        }

        return arms;
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

    // One source at most has something: each needs the claim to the model's traffic.
    private async Task<TrafficPlan?> PlanAsync(ModelVersion production, CancellationToken cancellationToken)
    {
        foreach (ITrafficSource source in traffic)
        {
            if (await source.FindAsync(production.Name, production.Version, cancellationToken).ConfigureAwait(false) is { } plan)
            {
                return plan;
            }
        }

        return null;
    }
}
