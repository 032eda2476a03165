using System.Diagnostics.Metrics;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring.Exposition;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring.Exposition;

public sealed class MetricsCollectorTests : IDisposable
{
    private readonly Meter _meter = new("test." + Ids.New(TimeProvider.System));

    [Fact]
    public void A_counter_is_written_as_either_format_wants_it()
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
            collector.Read(ExpositionFormat.Prometheus));
        Assert.Equal(
            """
            # HELP model_predictions Predictions \\ answered.\nAll of them.
            # TYPE model_predictions counter
            model_predictions_total{model="a\"b\\c\nd",version="3"} 3
            # EOF

            """,
            collector.Read(ExpositionFormat.OpenMetrics));
    }

    [Fact]
    public void A_histogram_has_cumulative_buckets_that_end_in_its_count()
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
            # UNIT model_prediction_duration_seconds seconds
            model_prediction_duration_seconds_bucket{le="0.5"} 2
            model_prediction_duration_seconds_bucket{le="1.0"} 3
            model_prediction_duration_seconds_bucket{le="+Inf"} 4
            model_prediction_duration_seconds_sum 5.5
            model_prediction_duration_seconds_count 4
            # EOF

            """,
            collector.Read(ExpositionFormat.OpenMetrics));
    }

    [Fact]
    public void Observed_gauges_vanish_with_their_source()
    {
        using MetricsCollector collector = new([_meter.Name]);
        List<Measurement<double>> now = [new(1.5, new KeyValuePair<string, object?>("model", "a")), new(double.PositiveInfinity, new KeyValuePair<string, object?>("model", "b"))];
        _meter.CreateObservableGauge("model.accuracy", () => now);

        Assert.Contains("model_accuracy{model=\"a\"} 1.5\nmodel_accuracy{model=\"b\"} +Inf\n", collector.Read(ExpositionFormat.Prometheus), StringComparison.Ordinal);
        now.RemoveAt(0);
        Assert.DoesNotContain("model=\"a\"", collector.Read(ExpositionFormat.Prometheus), StringComparison.Ordinal);
    }

    [Fact]
    public void Series_beyond_the_limit_are_gathered_under_other()
    {
        using MetricsCollector collector = new([_meter.Name]);
        Counter<int> counter = _meter.CreateCounter<int>("requests");
        for (int i = 0; i < MetricFamily.MostSeries + 50; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("path", i));
        }

        string text = collector.Read(ExpositionFormat.Prometheus);
        Assert.Contains("requests_total{path=\"other\"} 50\n", text, StringComparison.Ordinal);
        Assert.Equal(MetricFamily.MostSeries + 1, text.Split("requests_total{").Length - 1);
    }

    [Fact]
    public void Concurrent_measurements_are_all_counted()
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

        Assert.Contains("work_total 20000\n", collector.Read(ExpositionFormat.Prometheus), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http.server.request.duration", "s", "http_server_request_duration_seconds")]
    [InlineData("model.size", "By", "model_size_bytes")]
    [InlineData("process.count", "{process}", "process_count")]
    [InlineData("9 lives", null, "_9_lives")]
    [InlineData("wait_seconds", "s", "wait_seconds")]
    public void Instruments_get_legal_names_with_their_unit(string instrument, string? unit, string family) =>
        Assert.Equal(family, MetricName.Family(instrument, unit));

    public void Dispose() => _meter.Dispose();
}
