using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.Comparisons;

/// <summary>Wakes the loop when a comparison waits, and stops the one that runs when nobody wants it any more.</summary>
internal sealed class ComparisonBell : LoopBell
{
    private readonly Lock _gate = new();
    private (string Id, CancellationTokenSource Stop)? _running;

    /// <summary>Notes what runs now; null when nothing does.</summary>
    public void Note((string Id, CancellationTokenSource Stop)? running)
    {
        lock (_gate)
        {
            _running = running;
        }
    }

    /// <summary>Stops a comparison if it is the one that runs.</summary>
    /// <param name="id">The comparison.</param>
    public void Stop(string id)
    {
        lock (_gate)
        {
            if (_running is { } running && running.Id == id)
            {
                running.Stop.Cancel();
            }
        }
    }
}
