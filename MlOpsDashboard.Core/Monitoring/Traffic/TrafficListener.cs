using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Monitoring.Traffic;

/// <summary>
/// Hears the serving instruments of this program (a process may run several hosts, as tests do) and counts by key.
/// Keys are bounded: beyond the bound a new one is counted as traffic of no model, so that nobody can fill the memory.
/// </summary>
internal sealed class TrafficListener : IDisposable
{
    /// <summary>The most keys that are told apart.</summary>
    public const int MaxKeys = 1000;

    private static readonly TrafficKey s_rest = new("", 0, "");

    private readonly ConcurrentDictionary<TrafficKey, TrafficCounts> _counts = new();
    private readonly MeterListener _listener = new();

    /// <summary>Starts to listen.</summary>
    /// <param name="factory">The meters of this program.</param>
    public TrafficListener(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ServingMeter.Name && instrument.Meter.Scope == factory
                && instrument.Name is ServingMeter.Durations or ServingMeter.Requests)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Find(tags, out _).Answered(seconds));
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => CountOutcome(count, tags));
        _listener.Start();
    }

    /// <summary>Takes out what was counted since the last time.</summary>
    public IReadOnlyList<TrafficSlice> Drain() =>
        [.. _counts.Select(pair => pair.Value.Drain(pair.Key)).OfType<TrafficSlice>()];

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void CountOutcome(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // Answered requests are counted by their durations, and a series that only begins is no traffic.
        if (count == 0 || (tags.Length > 0 && tags[^1].Value is ServingMeter.Ok))
        {
            return;
        }

        TrafficCounts counts = Find(tags, out string outcome);
        if (outcome == ServingMeter.Rejected)
        {
            counts.Rejected(count);
        }
        else if (outcome == ServingMeter.Error)
        {
            counts.Failed(count);
        }
    }

    private TrafficCounts Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, out string outcome)
    {
        (string model, string version, string route) = ("", "", "");
        outcome = "";
        foreach ((string name, object? value) in tags)
        {
            switch (name)
            {
                case "model": model = (string)value!; break;
                case "version": version = (string)value!; break;
                case "route": route = (string)value!; break;
                case "outcome": outcome = (string)value!; break;
            }
        }

        int number = version.Length == 0 ? 0 : int.Parse(version, NumberStyles.None, CultureInfo.InvariantCulture);
        var key = new TrafficKey(model, number, route);
        if (_counts.TryGetValue(key, out TrafficCounts? counts))
        {
            return counts;
        }

        return _counts.GetOrAdd(_counts.Count < MaxKeys ? key : s_rest, _ => new TrafficCounts());
    }
}
