namespace MlOpsDashboard.Core.Tracking;

/// <summary>Told of every run that ends. Awaited by the caller that ends the run, after the end is stored.</summary>
public interface IRunObserver
{
    /// <summary>A run has ended. A failure here is logged and does not undo the end: who must not miss one, also sweeps at start-up.</summary>
    /// <param name="run">The run as it is stored now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task OnFinishedAsync(Run run, CancellationToken cancellationToken);
}
