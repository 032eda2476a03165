namespace MlOpsDashboard.Core.Deployments;

/// <summary>Told when a roll-out changes: after the change is stored, and before the caller has its answer.</summary>
public interface IRolloutObserver
{
    /// <summary>A roll-out has changed. A failure here is logged and does not undo the change.</summary>
    /// <param name="rollout">As it is now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task OnRolloutChangedAsync(Rollout rollout, CancellationToken cancellationToken);
}
