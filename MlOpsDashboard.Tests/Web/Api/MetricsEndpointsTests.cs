using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class MetricsEndpointsTests
{
    [Fact]
    public async Task Callers_on_this_machine_read_them_without_credentials_in_the_format_they_ask_for()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateClient();
        await client.GetAsync("/health");

        using HttpResponseMessage plain = await client.GetAsync("/metrics");
        using HttpResponseMessage open = await AskForOpenMetricsAsync(client);

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", plain.Content.Headers.ContentType!.ToString());
        Assert.Contains("http_server_request_duration_seconds_count{", await plain.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("application/openmetrics-text; version=1.0.0; charset=utf-8", open.Content.Headers.ContentType!.ToString());
        Assert.EndsWith("# EOF\n", await open.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_predictions_duration_names_its_trace_when_the_caller_keeps_it()
    {
        const string Kept = "4bf92f3577b34da6a3ce929d0e0e4736";
        const string Dropped = "0af7651916cd43dd8448eb211c80319c";
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await ServingHost.PromoteAsync(app.Services, "shop", 1);
        await PredictAsync(client, $"00-{Kept}-00f067aa0ba902b7-01");
        await PredictAsync(client, $"00-{Dropped}-00f067aa0ba902b7-00");

        string open = await ReadOpenMetricsAsync(client);
        Assert.Contains(open.Split('\n'), line =>
            line.StartsWith("model_prediction_duration_seconds_bucket{model=\"shop\",", StringComparison.Ordinal)
            && line.Contains($"# {{trace_id=\"{Kept}\",span_id=\"", StringComparison.Ordinal));
        Assert.DoesNotContain(Dropped, open, StringComparison.Ordinal);
        Assert.DoesNotContain("trace_id", await client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Series_that_can_be_known_begin_at_zero()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateClient();
        using var traffic = new TrafficListener(app.Services.GetRequiredService<IMeterFactory>());
        await ServingHost.PromoteAsync(app.Services, "shop", 1);
        string text = "";
        await Wait.UntilAsync(async () => (text = await client.GetStringAsync("/metrics")).Contains("model=\"shop\"", StringComparison.Ordinal));

        foreach (string series in (string[])
        [
            "model_predictions_total{model=\"shop\",outcome=\"ok\",route=\"production\",version=\"1\"}",
            "model_predictions_total{model=\"shop\",outcome=\"rejected\",route=\"\",version=\"\"}",
            "model_predictions_total{model=\"shop\",outcome=\"error\",route=\"\",version=\"\"}",
            "model_predictions_total{model=\"\",outcome=\"rejected\",route=\"\",version=\"\"}",
            "model_batch_predictions_total{model=\"shop\",version=\"1\"}",
        ])
        {
            Assert.Contains(series + " 0\n", text, StringComparison.Ordinal);
        }

        Assert.Empty(traffic.Drain());
    }

    [Fact]
    public async Task Credentials_are_needed_where_the_configuration_says_so()
    {
        using var app = new AppFactory(("Monitoring:Metrics", "Nobody"));
        using HttpClient stranger = app.CreateClient();
        using HttpClient admin = app.CreateAdminClient();

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/metrics")).StatusCode);
    }

    private static async Task PredictAsync(HttpClient client, string trace)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/predict")
        {
            Content = JsonContent.Create(new { model_name = "shop", features = new { x = 1, colour = "red" } }),
        };
        request.Headers.Add("traceparent", trace);
        using HttpResponseMessage reply = await client.SendAsync(request);
        reply.EnsureSuccessStatusCode();
    }

    private static async Task<string> ReadOpenMetricsAsync(HttpClient client)
    {
        using HttpResponseMessage reply = await AskForOpenMetricsAsync(client);
        return await reply.Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> AskForOpenMetricsAsync(HttpClient client)
    {
        // As Prometheus asks.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation(
            "Accept", "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
        return await client.SendAsync(request);
    }
}
