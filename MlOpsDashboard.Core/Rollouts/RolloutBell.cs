using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.Rollouts;

/// <summary>Wakes the guard when a roll-out has changed.</summary>
internal sealed class RolloutBell : LoopBell, IRolloutObserver
{
    /// <inheritdoc/>
    public Task OnRolloutChangedAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        Ring();
        return Task.CompletedTask;
    }
}
