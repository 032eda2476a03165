using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring.Exposition;
using MlOpsDashboard.Tests.Support;
using Prometheus;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring.Exposition;

public sealed class MetricsCollectorTests : IDisposable
{
    private readonly Meter _meter = new("test." + Ids.New(TimeProvider.System));

    [Fact]
    public async Task A_counter_is_written_as_either_format_wants_it()
    {
        using MetricsCollector collector = new([_meter.Name]);
        Counter<long> counter = _meter.CreateCounter<long>("model.predictions", null, "Predictions \\ answered.\nAll of them.");
        counter.Add(2, new("version", "3"), new("model", "a\"b\\c\nd"));
        counter.Add(1, new("model", "a\"b\\c\nd"), new("version", "3"));

        Assert.Equal(
            """
            # HELP model_predictions_total Predictions \\ answered.\nAll of them.
            # TYPE model_predictions_total counter
            model_predictions_total{model="a\"b\\c\nd",version="3"} 3

            """,
            await collector.ReadAsync());
        Assert.Equal(
            """
            # HELP model_predictions Predictions \\ answered.\nAll of them.
            # TYPE model_predictions counter
            model_predictions_total{model="a\"b\\c\nd",version="3"} 3.0
            # EOF

            """,
            await collector.ReadAsync(ExpositionFormat.OpenMetricsText));
    }

    [Fact]
    public async Task A_histogram_has_cumulative_buckets_that_end_in_its_count()
    {
        using MetricsCollector collector = new([_meter.Name]);
        Histogram<double> histogram = _meter.CreateHistogram(
            "model.prediction.duration", "s", "Time.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        foreach (double value in new[] { 0.25, 0.5, 0.75, 4, double.NaN })
        {
            histogram.Record(value);
        }

        Assert.Equal(
            """
            # HELP model_prediction_duration_seconds Time.
            # TYPE model_prediction_duration_seconds histogram
            model_prediction_duration_seconds_sum 5.5
            model_prediction_duration_seconds_count 4
            model_prediction_duration_seconds_bucket{le="0.5"} 2
            model_prediction_duration_seconds_bucket{le="1.0"} 3
            model_prediction_duration_seconds_bucket{le="+Inf"} 4
            # EOF

            """,
            await collector.ReadAsync(ExpositionFormat.OpenMetricsText));
    }

    [Fact]
    public async Task Observed_gauges_vanish_with_their_source()
    {
        using MetricsCollector collector = new([_meter.Name]);
        List<Measurement<double>> now = [new(1.5, new KeyValuePair<string, object?>("model", "a")), new(double.PositiveInfinity, new KeyValuePair<string, object?>("model", "b"))];
        _meter.CreateObservableGauge("model.accuracy", () => now);

        Assert.Contains("model_accuracy{model=\"a\"} 1.5\nmodel_accuracy{model=\"b\"} Infinity\n", await collector.ReadAsync(), StringComparison.Ordinal);
        now.RemoveAt(0);
        Assert.DoesNotContain("model=\"a\"", await collector.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Series_beyond_the_limit_are_gathered_under_other()
    {
        using MetricsCollector collector = new([_meter.Name]);
        Counter<int> counter = _meter.CreateCounter<int>("requests");
        for (int i = 0; i < KeptSeries<Counter.Child>.Most + 50; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("path", i));
        }

        string text = await collector.ReadAsync();
        Assert.Contains("requests_total{path=\"other\"} 50\n", text, StringComparison.Ordinal);
        Assert.Equal(KeptSeries<Counter.Child>.Most + 1, text.Split("requests_total{").Length - 1);
    }

    [Fact]
    public async Task Concurrent_measurements_are_all_counted()
    {
        using MetricsCollector collector = new([_meter.Name]);
        Counter<double> counter = _meter.CreateCounter<double>("work");
        Parallel.For(0, 4, _ =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                counter.Add(0.5);
            }
        });

        Assert.Contains("work_total 20000\n", await collector.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gauges_are_set_or_go_up_and_down_and_a_counter_takes_no_step_back()
    {
        using MetricsCollector collector = new([_meter.Name]);
        Gauge<int> level = _meter.CreateGauge<int>("level");
        UpDownCounter<int> open = _meter.CreateUpDownCounter<int>("open");
        Counter<int> done = _meter.CreateCounter<int>("done");
        foreach (int value in new[] { 5, -2 })
        {
            level.Record(value);
            open.Add(value);
            done.Add(value);
        }

        string text = await collector.ReadAsync();
        Assert.Contains("# TYPE level gauge\nlevel -2\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE open gauge\nopen 3\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE done_total counter\ndone_total 5\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_observed_is_left_out_and_told()
    {
        using var log = new RecordedLog();
        using ILoggerFactory loggers = LoggerFactory.Create(builder => builder.AddProvider(log));
        using MetricsCollector collector = new([_meter.Name], logger: loggers.CreateLogger<MetricsCollector>());
        bool broken = false;
        _meter.CreateObservableGauge("size", () => broken ? throw new IOException("The disk is gone.") : 3);
        _meter.CreateObservableCounter("age", () => 4);

        Assert.Contains("size 3\n", await collector.ReadAsync(), StringComparison.Ordinal);
        broken = true;
        string text = await collector.ReadAsync();

        Assert.DoesNotContain("\nsize ", text, StringComparison.Ordinal);
        Assert.Contains("age_total 4\n", text, StringComparison.Ordinal);
        Assert.Contains(log.From(LogLevel.Error), line => line.Contains("The disk is gone.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_kinds_of_one_name_are_the_first_alone()
    {
        using MetricsCollector collector = new([_meter.Name]);
        _meter.CreateUpDownCounter<int>("wait").Add(2);
        _meter.CreateHistogram<int>("wait").Record(1);

        Assert.Equal("# HELP wait wait\n# TYPE wait gauge\nwait 2\n", await collector.ReadAsync());
    }

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, true)]
    [InlineData(ActivityTraceFlags.None, false)]
    public async Task A_duration_brings_its_trace_along_when_that_is_kept(ActivityTraceFlags flags, bool kept)
    {
        using MetricsCollector collector = new([_meter.Name]);
        using Activity request = new Activity("request") { ActivityTraceFlags = flags }.Start();
        _meter.CreateHistogram<double>("wait", "s").Record(0.02);

        string line = $"wait_seconds_bucket{{le=\"0.025\"}} 1 # {{trace_id=\"{request.TraceId}\",span_id=\"{request.SpanId}\"}} 0.02 ";
        Assert.Equal(kept, (await collector.ReadAsync(ExpositionFormat.OpenMetricsText)).Contains(line, StringComparison.Ordinal));
        Assert.Contains("wait_seconds_bucket{le=\"0.025\"} 1\n", await collector.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Instruments_get_legal_names_with_their_unit()
    {
        string[] names =
        [
            MetricName.Of(_meter.CreateHistogram<double>("http.server.request.duration", "s")),
            MetricName.Of(_meter.CreateGauge<int>("model.size", "By")),
            MetricName.Of(_meter.CreateGauge<int>("process.count", "{process}")),
            MetricName.Of(_meter.CreateCounter<int>("9 lives")),
            MetricName.Of(_meter.CreateCounter<int>("requests_total")),
            MetricName.Of(_meter.CreateGauge<int>("wait_seconds", "s")),
        ];

        Assert.Equal(
            ["http_server_request_duration_seconds", "model_size_bytes", "process_number", "_9_lives_total", "requests_total", "wait_seconds"],
            names);
    }

    public void Dispose() => _meter.Dispose();
}
