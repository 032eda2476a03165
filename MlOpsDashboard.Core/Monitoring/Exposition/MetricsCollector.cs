using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>
/// Listens to the instruments of some meters and keeps their running numbers in a registry of Prometheus, which writes <c>/metrics</c>.
/// </summary>
public sealed partial class MetricsCollector : IDisposable
{
    // Series begin with their first measurement: one without labels would else be back as a zero after its source is gone.
    private static readonly CounterConfiguration s_counter = new() { SuppressInitialValue = true };
    private static readonly GaugeConfiguration s_gauge = new() { SuppressInitialValue = true };
    private static readonly double[] s_bounds = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<string, IObservedSeries> _families = new(StringComparer.Ordinal);
    private readonly MetricFactory _factory;
    private readonly ILogger _logger;
    private readonly MeterListener _listener = new();
    private readonly Lock _reading = new();

    /// <summary>Starts to listen.</summary>
    /// <param name="meters">The names of the meters.</param>
    /// <param name="scope">When given, meters of another scope are left out: those of another host in this process.</param>
    /// <param name="logger">Is told of instruments that cannot be observed.</param>
    public MetricsCollector(IEnumerable<string> meters, object? scope = null, ILogger<MetricsCollector>? logger = null)
    {
        _factory = Metrics.WithCustomRegistry(Registry);
        _logger = logger ?? NullLogger<MetricsCollector>.Instance;
        Registry.AddBeforeCollectCallback(Observe);
        HashSet<string> wanted = new(meters, StringComparer.Ordinal);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            bool foreign = scope is not null && instrument.Meter.Scope is not null && instrument.Meter.Scope != scope;
            if (wanted.Contains(instrument.Meter.Name) && !foreign && RecordingOf(instrument) is { } recording)
            {
                listener.EnableMeasurementEvents(instrument, recording);
            }
        };
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, recording) => ((Recording)recording!)(value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, recording) => ((Recording)recording!)(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, recording) => ((Recording)recording!)(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, recording) => ((Recording)recording!)(value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, recording) => ((Recording)recording!)(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, recording) => ((Recording)recording!)(value, tags));
        _listener.Start();
    }

    private delegate void Recording(double value, ReadOnlySpan<Tag> tags);

    /// <summary>The numbers. Whoever writes them has the observable instruments looked at first.</summary>
    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    /// <summary>Where an instrument's measurements go; null when another kind of instrument has its name already.</summary>
    private Recording? RecordingOf(Instrument instrument)
    {
        string name = MetricName.Of(instrument);
        string help = MetricName.Help(instrument);
        switch (MetricName.KindOf(instrument))
        {
            case MetricKind.Histogram:
                var buckets = new HistogramConfiguration { Buckets = BoundsOf(instrument) };
                KeptSeries<Histogram.Child>? histogram = Family(name, labels => _factory.CreateHistogram(name, help, labels, buckets));
                return histogram is null ? null : (value, tags) => histogram.For(tags).Observe(value, Trace());
            case MetricKind.Counter:
                KeptSeries<Counter.Child>? counter = Family(name, labels => _factory.CreateCounter(name, help, labels, s_counter));
                return (counter, instrument.IsObservable) switch
                {
                    (null, _) => null,
                    (_, true) => (value, tags) => counter.Observed(tags).IncTo(value),
                    // The package throws at a step back, and would throw it at the request that is measured.
                    _ => (value, tags) => counter.For(tags).Inc(Math.Max(0, value), Exemplar.None),
                };
            default:
                KeptSeries<Gauge.Child>? gauge = Family(name, labels => _factory.CreateGauge(name, help, labels, s_gauge));
                return (gauge, instrument.IsObservable) switch
                {
                    (null, _) => null,
                    (_, true) => (value, tags) => gauge.Observed(tags).Set(value),
                    _ when MetricName.IsSet(instrument) => (value, tags) => gauge.For(tags).Set(value),
                    _ => (value, tags) => gauge.For(tags).Inc(value),
                };
        }
    }

    private KeptSeries<TChild>? Family<TChild>(string name, Func<string[], Collector<TChild>> collector)
        where TChild : ChildBase => _families.GetOrAdd(name, _ => new KeptSeries<TChild>(collector)) as KeptSeries<TChild>;

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<float> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        _ => s_bounds,
    };

    // A trace that nobody keeps leads nowhere.
    private static Exemplar Trace() => Activity.Current is { Recorded: true } ? Exemplar.FromTraceContext() : Exemplar.None;

    private void Observe()
    {
        // Two readers at once would mix their rounds.
        lock (_reading)
        {
            try
            {
                _listener.RecordObservableInstruments();
            }
            catch (AggregateException exception)
            {
                // The registry would swallow it. All other instruments have reported.
                LogFailed(exception);
            }

            foreach (IObservedSeries family in _families.Values)
            {
                family.ForgetUnobserved();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Metrics that could not be read are left out")]
    private partial void LogFailed(Exception exception);
}
