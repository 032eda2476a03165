using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>
/// Listens to the instruments of some meters and keeps their running numbers, to be read by Prometheus at <c>/metrics</c>.
/// </summary>
public sealed class MetricsCollector : IDisposable
{
    private static readonly double[] _defaultBounds = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<MetricFamily, ConcurrentDictionary<LabelSet, bool>> _reported = new();
    private readonly MeterListener _listener = new();
    private readonly Lock _reading = new();

    /// <summary>Starts to listen.</summary>
    /// <param name="meters">The names of the meters.</param>
    /// <param name="scope">When given, meters of another scope are left out: those of another host in this process.</param>
    public MetricsCollector(IEnumerable<string> meters, object? scope = null)
    {
        HashSet<string> wanted = new(meters, StringComparer.Ordinal);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            bool foreign = scope is not null && instrument.Meter.Scope is not null && instrument.Meter.Scope != scope;
            if (wanted.Contains(instrument.Meter.Name) && !foreign)
            {
                listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
            }
        };
        _listener.SetMeasurementEventCallback<byte>((instrument, value, tags, state) => Measure(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<short>((instrument, value, tags, state) => Measure(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, state) => Measure(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, state) => Measure(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, state) => Measure(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, state) => Measure(instrument, value, tags, state));
        _listener.Start();
    }

    /// <summary>The numbers as they are now.</summary>
    /// <param name="format">The text format.</param>
    public string Read(ExpositionFormat format)
    {
        // Observable instruments report while we read; two readers at once would mix their rounds.
        lock (_reading)
        {
            // Emptied, not forgotten: one that reports nothing this time loses all its series.
            foreach (ConcurrentDictionary<LabelSet, bool> labels in _reported.Values)
            {
                labels.Clear();
            }

            _listener.RecordObservableInstruments();
            foreach ((MetricFamily family, ConcurrentDictionary<LabelSet, bool> labels) in _reported)
            {
                family.KeepOnly(new HashSet<LabelSet>(labels.Keys));
            }

            return new ExpositionWriter(format).Write(_families.Values);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static MetricKind KindOf(Instrument instrument)
    {
        Type type = instrument.GetType().GetGenericTypeDefinition();
        if (type == typeof(Histogram<>))
        {
            return MetricKind.Histogram;
        }

        return type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricKind.Counter : MetricKind.Gauge;
    }

    /// <summary>The name under which Prometheus reads an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    public static string NameOf(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        MetricKind kind = KindOf(instrument);
        string family = FamilyName(instrument, kind);
        return kind == MetricKind.Counter ? family + "_total" : family;
    }

    private static string FamilyName(Instrument instrument, MetricKind kind)
    {
        string name = MetricName.Family(instrument.Name, instrument.Unit);
        return kind switch
        {
            MetricKind.Counter when name.EndsWith("_total", StringComparison.Ordinal) => name[..^"_total".Length],
            // A name in _count would be taken for a part of a histogram.
            MetricKind.Gauge when name.EndsWith("_count", StringComparison.Ordinal) => name[..^"_count".Length] + "_number",
            _ => name,
        };
    }

    private MetricFamily FamilyOf(Instrument instrument)
    {
        string unit = MetricName.Unit(instrument.Unit);
        MetricKind kind = KindOf(instrument);
        string name = FamilyName(instrument, kind);
        return _families.GetOrAdd(name, _ => new MetricFamily(
            name, unit, instrument.Description ?? instrument.Name, kind, kind == MetricKind.Histogram ? BoundsOf(instrument) : []));
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<float> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        _ => _defaultBounds,
    };

    private void Measure(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var family = (MetricFamily)state!;
        Series series = family.For(tags);
        if (family.Kind == MetricKind.Histogram)
        {
            series.Observe(value);
        }
        else if (instrument.IsObservable)
        {
            series.Set(value);
            _reported.GetOrAdd(family, _ => new ConcurrentDictionary<LabelSet, bool>())[series.Labels] = true;
        }
        else if (instrument.GetType().GetGenericTypeDefinition() == typeof(Gauge<>))
        {
            series.Set(value);
        }
        else
        {
            series.Add(value);
        }
    }
}
