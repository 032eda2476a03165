using System.Diagnostics;
using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using MlOpsDashboard.Core.Monitoring.Exposition;

namespace MlOpsDashboard.KernelBench;

/// <summary>What an answered prediction costs its thread for <c>/metrics</c>: a duration and a count, with the tags of a version.</summary>
[MemoryDiagnoser]
public class MeasurementBenchmarks : IDisposable
{
    private readonly Meter _meter = new("bench.measurements");
    private readonly KeyValuePair<string, object?>[] _tags =
        [new("model", "income"), new("version", "3"), new("route", "production"), new("outcome", "ok")];

    private readonly Activity _request = new("request");
    private Histogram<double> _durations = null!;
    private Counter<long> _requests = null!;
    private MetricsCollector _collector = null!;

    /// <summary>Makes the instruments as the serving path has them.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _collector = new MetricsCollector([_meter.Name]);
        double[] bounds = [.00001, .000025, .00005, .0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10];
        _durations = _meter.CreateHistogram("duration", "s", "Time.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
        _requests = _meter.CreateCounter<long>("requests");
        _request.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        _request.Start();
    }

    /// <summary>Ends what was begun.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _request.Dispose();
        _collector.Dispose();
        _meter.Dispose();
    }

    /// <summary>Outside any trace.</summary>
    [Benchmark(Baseline = true)]
    public void Untraced()
    {
        Activity.Current = null;
        Record();
    }

    /// <summary>Within a trace that is kept: the duration brings its trace along.</summary>
    [Benchmark]
    public void Traced()
    {
        Activity.Current = _request;
        Record();
    }

    private void Record()
    {
        _durations.Record(0.0002, _tags.AsSpan(..^1));
        _requests.Add(1, _tags);
    }
}
