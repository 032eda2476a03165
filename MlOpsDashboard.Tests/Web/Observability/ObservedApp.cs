using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Observability;

/// <summary>The whole program on a port, sending to a collector: it has trained, promoted, predicted, refused and been told the truth.</summary>
public sealed class ObservedApp : IAsyncLifetime, IDisposable
{
    /// <summary>The trace that the prediction's caller brings along.</summary>
    public const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    /// <summary>The model's name.</summary>
    public const string Model = "points";

    private OtlpCollector? _collector;
    private AppFactory? _app;
    private HttpClient? _client;

    internal OtlpCollector Collector => _collector!;

    internal AppFactory App => _app!;

    internal HttpClient Client => _client!;

    /// <summary>The identifier of the prediction that was asked for in <see cref="Trace"/>.</summary>
    internal string RequestId { get; private set; } = "";

    /// <summary>What Prometheus reads now.</summary>
    internal Task<string> ReadMetricsAsync() => Client.GetStringAsync("/metrics");

    public async Task InitializeAsync()
    {
        _collector = await OtlpCollector.StartAsync();
        _app = new AppFactory(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Address),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"),
            ("OpenTelemetry:MetricsSeconds", "1"),
            ("OpenTelemetry:ServiceName", "observed"),
            ("Monitoring:FiguresSeconds", "1"));
        _client = new HttpClient { BaseAddress = _app.Listen() };
        _client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        await TrainAsync();
        await UseAsync();
        await Wait.UntilAsync(async () =>
        {
            string metrics = await ReadMetricsAsync();
            return metrics.Contains("model_accuracy{", StringComparison.Ordinal) && metrics.Contains("mlops_prediction_log_queue", StringComparison.Ordinal);
        });
    }

    public async Task DisposeAsync()
    {
        Dispose();
        if (_collector is not null)
        {
            await _collector.DisposeAsync();
        }
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref _client, null)?.Dispose();
        Interlocked.Exchange(ref _app, null)?.Dispose();
    }

    private async Task TrainAsync()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 200).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"{i % 20},{(i % 3 == 0 ? "red" : "blue")},{(i % 20 > 9 ? "yes" : "no")}"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Model), "name" },
            { new StringContent("size,colour,answer\n" + string.Join('\n', rows)), "file", "points.csv" },
        };
        (await Client.PostAsync("/api/datasets", form)).EnsureSuccessStatusCode();
        var request = new { model_name = Model, dataset = Model, target = "answer", learners = new[] { "linear" }, trials = 1, time_budget_seconds = 60 };
        using HttpResponseMessage started = await Client.PostAsJsonAsync("/api/training/start", request);
        started.EnsureSuccessStatusCode();
        JsonElement status = default;
        await Wait.UntilAsync(async () =>
        {
            status = await Client.GetFromJsonAsync<JsonElement>(started.Headers.Location);
            return status.GetProperty("status").GetString() is not ("queued" or "running");
        });
        Assert.Equal("succeeded", status.GetProperty("status").GetString());
        foreach (string stage in new[] { "staging", "production" })
        {
            (await Client.PutAsJsonAsync($"/api/models/{Model}:1/promote", new { stage })).EnsureSuccessStatusCode();
        }
    }

    private async Task UseAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/predict")
        {
            Content = JsonContent.Create(new { model_name = Model, features = new { size = 15, colour = "red" } }),
        };
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        using HttpResponseMessage reply = await Client.SendAsync(request);
        reply.EnsureSuccessStatusCode();
        RequestId = (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("request_id").GetString()!;
        (await Client.PostAsJsonAsync("/api/predict", new { model_name = Model, features = new { size = "wide" } })).Dispose();
        (await Client.PostAsJsonAsync("/api/feedback", new { request_id = RequestId, actual = "yes" })).EnsureSuccessStatusCode();
        (await Client.GetAsync("/signin?token=not-a-token-but-secret")).Dispose();
    }
}
