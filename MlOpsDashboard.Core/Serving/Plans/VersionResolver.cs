using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>Finds the version that a request means, and loads it when it is not.</summary>
internal sealed class VersionResolver(ServingPlans plans, RegistryService registry)
{
    /// <summary>The version that answers.</summary>
    /// <param name="modelName">The model whose production version answers; null when <paramref name="modelId"/> is given.</param>
    /// <param name="modelId"><c>name:version</c> or <c>name:stage</c>, or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version, and why it answers.</returns>
    public async Task<(ServedModel Model, string Route)> ResolveAsync(string? modelName, string? modelId, CancellationToken cancellationToken)
    {
        if (modelId is null)
        {
            return (await plans.ProductionAsync(modelName!, cancellationToken).ConfigureAwait(false), InstanceScorer.Production);
        }

        ModelReference reference = ModelReference.Parse(modelId);
        if (reference.Stage == ModelStage.Production)
        {
            return (await plans.ProductionAsync(reference.Name, cancellationToken).ConfigureAwait(false), InstanceScorer.Production);
        }

        int version = reference.Version
            ?? (await registry.GetAsync(modelId, cancellationToken).ConfigureAwait(false)).Version;
        return (await plans.VersionAsync(reference.Name, version, cancellationToken).ConfigureAwait(false), InstanceScorer.Pinned);
    }
}
