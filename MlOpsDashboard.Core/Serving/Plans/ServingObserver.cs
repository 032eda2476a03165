using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>Puts a promotion, or a step of a roll-out, into force before the call that made it returns, and takes models up again whose files were mended.</summary>
/// <param name="services">Gives the plans when a stage changes, not before: they read the registry, which tells its observers.</param>
internal sealed class ServingObserver(IServiceProvider services) : IStageObserver, IArtifactObserver, IRolloutObserver
{
    /// <inheritdoc/>
    public Task OnStageChangedAsync(StageChange change, CancellationToken cancellationToken) =>
        services.GetRequiredService<ServingPlans>().RefreshAsync(change.Event.Name, cancellationToken);

    /// <inheritdoc/>
    public Task OnRolloutChangedAsync(Rollout rollout, CancellationToken cancellationToken) =>
        services.GetRequiredService<ServingPlans>().RefreshAsync(rollout.ModelName, cancellationToken);

    /// <inheritdoc/>
    public Task OnDamagedAsync(ArtifactDamage damage, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task OnMendedAsync(ArtifactUse use, CancellationToken cancellationToken)
    {
        var plans = services.GetRequiredService<ServingPlans>();
        foreach (string name in plans.Problems.Keys)
        {
            await plans.RefreshAsync(name, cancellationToken).ConfigureAwait(false);
        }
    }
}
