using System.Runtime;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>
/// Gives back the memory that a burst of inspections took: the collector keeps it for the next one, and fragments of the heap of large
/// objects for good, as long as nothing else needs it. Happens once it is quiet, since it stops the program for a moment.
/// </summary>
internal sealed class MemoryRelief : IDisposable
{
    private const double WorthIt = 1.2;
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(10);

    private readonly ITimer _timer;
    private readonly Func<long> _held;
    private long _before;

    /// <summary>Makes one that waits.</summary>
    /// <param name="clock">Measures the quiet.</param>
    /// <param name="held">How many bytes the program holds; null asks the system.</param>
    public MemoryRelief(TimeProvider clock, Func<long>? held = null)
    {
        _held = held ?? (() => Environment.WorkingSet);
        _timer = clock.CreateTimer(_ => Relieve(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Notes that work begins after a time without any.</summary>
    public void Begin()
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // Kept while the last burst's memory was not given back yet: that is no rest.
        _before = _before == 0 ? _held() : _before;
    }

    /// <summary>Notes that the last of the work has ended.</summary>
    public void End() => _timer.Change(s_quiet, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Relieve()
    {
        if (_held() > _before * WorthIt)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        _before = 0;
    }
}
