using MlOpsDashboard.Core.Live;

namespace MlOpsDashboard.Core.Monitoring;

/// <summary>The live metrics: a frame a second for whoever watches, with the last five minutes to begin with.</summary>
public sealed class LiveMetrics
{
    /// <summary>Seconds that a new watcher gets at once.</summary>
    public const int HistorySeconds = 300;

    private readonly RingBuffer<MetricsFrame> _recent = new(HistorySeconds);
    private readonly Lock _gate = new();
    private MetricsFrame? _latest;

    /// <summary>Makes a feed that nobody watches.</summary>
    /// <param name="clock">Drives the throttles.</param>
    public LiveMetrics(TimeProvider clock) => Frames = new LiveFeed<MetricsFrame>(clock, history: HistorySeconds);

    /// <summary>The frames.</summary>
    public LiveFeed<MetricsFrame> Frames { get; }

    /// <summary>The last frame; null in the first second.</summary>
    public MetricsFrame? Latest => Volatile.Read(ref _latest);

    /// <summary>The last seconds, oldest first.</summary>
    public IReadOnlyList<MetricsFrame> Recent()
    {
        lock (_gate)
        {
            return _recent.ToArray();
        }
    }

    /// <summary>Hands a frame to all who watch.</summary>
    /// <param name="frame">The frame.</param>
    internal void Publish(MetricsFrame frame)
    {
        lock (_gate)
        {
            _recent.Add(frame);
        }

        Volatile.Write(ref _latest, frame);
        Frames.Publish(frame);
    }
}
