using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Tests.Web.Observability;

/// <summary>The least that OTLP/HTTP asks of a collector: it takes what is sent and keeps it.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string? Type, byte[] Body)> _received = new();
    private readonly WebApplication _app;

    private OtlpCollector(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Everything that came, as it came.</summary>
    public IReadOnlyList<(string Path, string? Type, byte[] Body)> Received => [.. _received];

    /// <summary>The spans (opentelemetry/proto/trace/v1: resource_spans = 1, scope_spans = 2, spans = 2).</summary>
    public IReadOnlyList<ProtobufMessage> Spans =>
        [.. _received.Where(call => call.Path == "/v1/traces").SelectMany(call => new ProtobufMessage(call.Body).All(1, 2, 2))];

    /// <summary>The metrics (opentelemetry/proto/metrics/v1: resource_metrics = 1, scope_metrics = 2, metrics = 2).</summary>
    public IReadOnlyList<ProtobufMessage> Metrics =>
        [.. _received.Where(call => call.Path == "/v1/metrics").SelectMany(call => new ProtobufMessage(call.Body).All(1, 2, 2))];

    /// <summary>Starts one on a free port of loopback.</summary>
    public static async Task<OtlpCollector> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{0}"));
        var collector = new OtlpCollector(builder.Build());
        collector._app.MapPost("/v1/{signal}", collector.TakeAsync);
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.Enqueue((context.Request.Path, context.Request.ContentType, body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
