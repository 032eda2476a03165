namespace MlOpsDashboard.Core.Registry;

/// <summary>
/// Told when a version changes its stage, goes to the trash or comes back: after the change is stored and before the caller has its
/// answer. Changes are told one at a time and in the order in which they were stored. Do not change a stage from within.
/// </summary>
public interface IStageObserver
{
    /// <summary>A version's stage has changed. A failure here is logged and does not undo the change.</summary>
    /// <param name="change">What happened.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task OnStageChangedAsync(StageChange change, CancellationToken cancellationToken);
}
