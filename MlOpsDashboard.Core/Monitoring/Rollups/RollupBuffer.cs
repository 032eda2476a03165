using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Monitoring.Traffic;

namespace MlOpsDashboard.Core.Monitoring.Rollups;

/// <summary>
/// The minutes that are not yet in the database. One caller adds and stores; others may look at the traffic meanwhile, and are told by
/// <see cref="State"/> whether a minute went from here into the database while they looked there.
/// </summary>
internal sealed class RollupBuffer
{
    private readonly Dictionary<(DateTimeOffset At, TrafficKey Key), TrafficSlice> _traffic = [];
    private readonly Dictionary<DateTimeOffset, SystemRollup> _system = [];
    private readonly Lock _gate = new();
    private long _state;

    /// <summary>Odd while minutes are being stored, and another number after each storing.</summary>
    public long State => Volatile.Read(ref _state);

    /// <summary>Takes a second in.</summary>
    /// <param name="frame">The second.</param>
    /// <param name="traffic">Its traffic, with the histograms.</param>
    public void Add(MetricsFrame frame, IReadOnlyList<TrafficSlice> traffic)
    {
        DateTimeOffset minute = RollupTime.Floor(frame.At, RollupStep.Minute);
        lock (_gate)
        {
            foreach (TrafficSlice slice in traffic)
            {
                TrafficSlice sum = _traffic.GetValueOrDefault((minute, slice.Key)) ?? TrafficSlice.Empty(slice.Key);
                _traffic[(minute, slice.Key)] = sum.Plus(slice);
            }

            _system[minute] = SystemRollup.Of(frame).Plus(_system.GetValueOrDefault(minute), RollupStep.Minute, minute, "");
        }
    }

    /// <summary>A copy of the traffic that is not stored yet.</summary>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The moment after the last.</param>
    /// <param name="model">One model; null for all.</param>
    public IReadOnlyList<(DateTimeOffset At, TrafficSlice Slice)> Traffic(DateTimeOffset from, DateTimeOffset to, string? model)
    {
        lock (_gate)
        {
            return
            [
                .. _traffic.Where(pair => pair.Key.At >= from && pair.Key.At < to && (model is null || pair.Key.Key.Model == model))
                    .Select(pair => (pair.Key.At, TrafficSlice.Empty(pair.Key.Key).Plus(pair.Value))),
            ];
        }
    }

    /// <summary>Begins to store: the rows for what ended before a moment. They stay until <see cref="Forget"/>.</summary>
    /// <param name="before">The moment; null for all.</param>
    /// <param name="part">Marks the rows.</param>
    public (IReadOnlyList<TrafficRollup> Traffic, IReadOnlyList<SystemRollup> System) Rows(DateTimeOffset? before, string part)
    {
        lock (_gate)
        {
            // What failed the last time left it odd.
            _state |= 1;
            return (
                [.. _traffic.Where(pair => before is null || pair.Key.At < before).Select(pair => TrafficRollup.Of(RollupStep.Minute, pair.Key.At, part, pair.Value))],
                [.. _system.Where(pair => before is null || pair.Key < before).Select(pair => pair.Value.Plus(null, RollupStep.Minute, pair.Key, part))]);
        }
    }

    /// <summary>Forgets what ended before a moment, because it is stored.</summary>
    /// <param name="before">The moment; null for all.</param>
    public void Forget(DateTimeOffset? before)
    {
        lock (_gate)
        {
            foreach ((DateTimeOffset At, TrafficKey) key in _traffic.Keys.Where(key => before is null || key.At < before).ToList())
            {
                _traffic.Remove(key);
            }

            foreach (DateTimeOffset at in _system.Keys.Where(at => before is null || at < before).ToList())
            {
                _system.Remove(at);
            }

            _state++;
        }
    }
}
