using MlOpsDashboard.Core.Live;
using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Monitoring.Traffic;

namespace MlOpsDashboard.Core.Monitoring.Live;

/// <summary>The live metrics: a frame a second for whoever watches, with the last five minutes to begin with.</summary>
public sealed class LiveMetrics
{
    /// <summary>Seconds that a new watcher gets at once.</summary>
    public const int HistorySeconds = 300;

    private readonly RingBuffer<(MetricsFrame Frame, IReadOnlyList<TrafficSlice> Traffic)> _recent = new(HistorySeconds);
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private MetricsFrame? _latest;

    /// <summary>Makes a feed that nobody watches.</summary>
    /// <param name="clock">Drives the throttles.</param>
    public LiveMetrics(TimeProvider clock)
    {
        _clock = clock;
        Frames = new LiveFeed<MetricsFrame>(clock, history: HistorySeconds);
    }

    /// <summary>The frames.</summary>
    public LiveFeed<MetricsFrame> Frames { get; }

    /// <summary>The last frame; null in the first second.</summary>
    public MetricsFrame? Latest => Volatile.Read(ref _latest);

    /// <summary>The last seconds, oldest first.</summary>
    public IReadOnlyList<MetricsFrame> Recent()
    {
        lock (_gate)
        {
            return [.. _recent.ToArray().Select(second => second.Frame)];
        }
    }

    /// <summary>The traffic of the last five minutes, second by second.</summary>
    /// <param name="model">One model; null for all.</param>
    public TrafficReport ReadRecent(string? model)
    {
        (MetricsFrame Frame, IReadOnlyList<TrafficSlice> Traffic)[] seconds;
        lock (_gate)
        {
            seconds = _recent.ToArray();
        }

        DateTimeOffset to = seconds.Length == 0 ? _clock.GetUtcNow() : seconds[^1].Frame.At;
        return TrafficReport.Build(
            to.AddSeconds(-HistorySeconds),
            to,
            TimeSpan.FromSeconds(1),
            seconds.SelectMany(second => second.Traffic.Where(slice => model is null || slice.Key.Model == model).Select(slice => (second.Frame.At, slice))));
    }

    /// <summary>Hands a frame to all who watch.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="traffic">Its traffic, with the histograms.</param>
    internal void Publish(MetricsFrame frame, IReadOnlyList<TrafficSlice> traffic)
    {
        lock (_gate)
        {
            _recent.Add((frame, traffic));
        }

        Volatile.Write(ref _latest, frame);
        Frames.Publish(frame);
    }
}
