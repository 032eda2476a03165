using System.Text;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Observability;

[Collection(ObservedTests.Name)]
public sealed class OpenTelemetryTests(ObservedApp observed)
{
    private static readonly string[] s_metrics =
        ["model_predictions_total", "model_prediction_duration_seconds", "model_accuracy", "model_training_duration_seconds", "model_size_bytes", "http.server.request.duration"];

    [Fact]
    public async Task A_predictions_span_arrives_in_its_callers_trace()
    {
        await Wait.UntilAsync(() => Find("predict", "request_id", observed.RequestId) is not null && observed.Collector.Spans.Any(IsRequest));

        // Span: trace_id = 1, span_id = 2, parent_span_id = 4, name = 5, start = 7, end = 8, attributes = 9.
        ProtobufMessage request = observed.Collector.Spans.First(IsRequest);
        ProtobufMessage predict = Find("predict", "request_id", observed.RequestId)!;
        Assert.Equal(ObservedApp.Trace, predict.Hex(1));
        Assert.Equal(request.Hex(2), predict.Hex(4));
        Assert.True(predict.Number(8) >= predict.Number(7));
        Dictionary<string, string> said = predict.Attributes(9);
        Assert.Equal((ObservedApp.Model, "1", "production", observed.RequestId), (said["model"], said["version"], said["route"], said["request_id"]));
        Dictionary<string, string> asked = request.Attributes(9);
        Assert.Equal(("POST", "/api/predict", "200"), (asked["http.request.method"], asked["url.path"], asked["http.response.status_code"]));
    }

    [Fact]
    public async Task A_training_has_a_span()
    {
        await Wait.UntilAsync(() => Find("train", "model", ObservedApp.Model) is not null);

        Dictionary<string, string> said = Find("train", "model", ObservedApp.Model)!.Attributes(9);
        Assert.Equal((ObservedApp.Model, "points:1", "succeeded"), (said["model"], said["dataset"], said["outcome"]));
        Assert.Equal(32, said["job_id"].Length);
    }

    [Fact]
    public async Task Metrics_arrive_under_the_names_that_Prometheus_reads()
    {
        await Wait.UntilAsync(() => s_metrics.All(name => observed.Collector.Metrics.Any(metric => metric.Text(1) == name)));

        // Metric: sum = 7; Sum and NumberDataPoint: data_points = 1, attributes = 7.
        // The first sendings may be older than the prediction.
        await Wait.UntilAsync(() => observed.Collector.Metrics.Where(metric => metric.Text(1) == "model_predictions_total")
            .SelectMany(metric => metric.All(7, 1))
            .Any(point => point.Attributes(7) is var labels && labels["model"] == ObservedApp.Model && labels["outcome"] == "ok"));
    }

    [Fact]
    public async Task What_is_sent_names_the_service_and_holds_no_secret()
    {
        await Wait.UntilAsync(() => observed.Collector.Metrics.Count > 0 && observed.Collector.Spans.Any(span => span.Attributes(9).GetValueOrDefault("url.path") == "/signin"));

        Assert.All(observed.Collector.Received, call =>
        {
            Assert.Equal("application/x-protobuf", call.Type);
            Assert.Equal("observed", Assert.Single(new ProtobufMessage(call.Body).All(1, 1)).Attributes(1)["service.name"]);
            string text = Encoding.UTF8.GetString(call.Body);
            Assert.DoesNotContain("not-a-token-but-secret", text, StringComparison.Ordinal);
            Assert.DoesNotContain(AppFactory.ApiKey, text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_collector_that_is_not_there_is_told_in_the_log_and_hurts_nobody()
    {
        // Nothing listens on port 9 (discard) of loopback.
        using var app = new AppFactory(("OpenTelemetry:Endpoint", "http://127.0.0.1:9"), ("OpenTelemetry:MetricsSeconds", "1"));
        using HttpClient client = app.CreateClient();
        (await client.GetAsync("/health")).EnsureSuccessStatusCode();

        await Wait.UntilAsync(() => app.Log.From(LogLevel.Warning).Any(line => line.Contains("OpenTelemetry: ", StringComparison.Ordinal)));
        (await client.GetAsync("/health")).EnsureSuccessStatusCode();
    }

    private static bool IsRequest(ProtobufMessage span) =>
        span.Hex(1) == ObservedApp.Trace && span.Attributes(9).GetValueOrDefault("url.path") == "/api/predict";

    // Spans are the process's: those of programs in other tests may come here too.
    private ProtobufMessage? Find(string name, string attribute, string value) =>
        observed.Collector.Spans.FirstOrDefault(span => span.Text(5) == name && span.Attributes(9).GetValueOrDefault(attribute) == value);
}
