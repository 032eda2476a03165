using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Tests.Core.Alerts.Channels;

/// <summary>A receiver of webhooks on this machine that can be down and come up again at the same address.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly List<(Dictionary<string, string> Headers, string Body)> _received = [];
    private WebApplication? _server;
    private int _port;

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    public string Url => $"http://127.0.0.1:{_port}/hook?token=hidden";

    /// <summary>What came, in its order; what was not answered with success too.</summary>
    public IReadOnlyList<(Dictionary<string, string> Headers, string Body)> Received
    {
        get
        {
            lock (_received)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>A receiver that is up.</summary>
    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver();
        await receiver.UpAsync();
        return receiver;
    }

    /// <summary>A receiver that is down.</summary>
    public static async Task<WebhookReceiver> DownAsync()
    {
        WebhookReceiver receiver = await StartAsync();
        await receiver.DisposeAsync();
        return receiver;
    }

    public async Task UpAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, _port));
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Run(TakeAsync);
        await _server.StartAsync();
        _port = new Uri(_server.Urls.First()).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        lock (_received)
        {
            _received.Add((context.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
        }

        context.Response.StatusCode = Status;
        context.Response.Headers.Location = Status == 302 ? "/elsewhere" : default;
    }
}
