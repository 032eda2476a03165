namespace MlOpsDashboard.Core.Monitoring;

/// <summary>The minutes that are not yet in the database. Used by one caller at a time.</summary>
internal sealed class RollupBuffer
{
    private readonly Dictionary<(DateTimeOffset At, TrafficKey Key), TrafficSlice> _traffic = [];
    private readonly Dictionary<DateTimeOffset, SystemRollup> _system = [];

    /// <summary>Whether there is nothing to store.</summary>
    public bool IsEmpty => _system.Count == 0 && _traffic.Count == 0;

    /// <summary>Takes a second in.</summary>
    /// <param name="frame">The second.</param>
    /// <param name="traffic">Its traffic, with the histograms.</param>
    public void Add(MetricsFrame frame, IReadOnlyList<TrafficSlice> traffic)
    {
        DateTimeOffset minute = RollupTime.Floor(frame.At, RollupStep.Minute);
        foreach (TrafficSlice slice in traffic)
        {
            TrafficSlice sum = _traffic.GetValueOrDefault((minute, slice.Key)) ?? TrafficSlice.Empty(slice.Key);
            _traffic[(minute, slice.Key)] = sum.Plus(slice);
        }

        _system[minute] = SystemRollup.Of(frame).Plus(_system.GetValueOrDefault(minute), RollupStep.Minute, minute, "");
    }

    /// <summary>The rows for what ended before a moment; they stay until <see cref="Forget"/>.</summary>
    /// <param name="before">The moment; null for all.</param>
    /// <param name="part">Marks the rows.</param>
    public (IReadOnlyList<TrafficRollup> Traffic, IReadOnlyList<SystemRollup> System) Rows(DateTimeOffset? before, string part) => (
        [.. _traffic.Where(pair => before is null || pair.Key.At < before).Select(pair => TrafficRollup.Of(RollupStep.Minute, pair.Key.At, part, pair.Value))],
        [.. _system.Where(pair => before is null || pair.Key < before).Select(pair => pair.Value.Plus(null, RollupStep.Minute, pair.Key, part))]);

    /// <summary>Forgets what ended before a moment, because it is stored.</summary>
    /// <param name="before">The moment; null for all.</param>
    public void Forget(DateTimeOffset? before)
    {
        foreach ((DateTimeOffset At, TrafficKey) key in _traffic.Keys.Where(key => before is null || key.At < before).ToList())
        {
            _traffic.Remove(key);
        }

        foreach (DateTimeOffset at in _system.Keys.Where(at => before is null || at < before).ToList())
        {
            _system.Remove(at);
        }
    }
}
