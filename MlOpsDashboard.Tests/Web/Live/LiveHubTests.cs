using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Live;

public sealed class LiveHubTests
{
    [Fact]
    public async Task An_outside_client_gets_the_last_seconds_and_then_each_second()
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        await using HubConnection connection = Connect(address, AppFactory.ApiKey);
        var frames = new ConcurrentQueue<JsonElement>();
        var history = new TaskCompletionSource<JsonElement>();
        connection.On<JsonElement>("MetricsHistory", history.SetResult);
        connection.On<JsonElement>("MetricsFrame", frames.Enqueue);
        await connection.StartAsync();

        await connection.InvokeAsync("WatchMetrics");
        Assert.Equal(JsonValueKind.Array, (await history.Task).ValueKind);
        await Wait.UntilAsync(() => frames.Count >= 2);
        await connection.InvokeAsync("UnwatchMetrics");

        JsonElement frame = frames.First();
        Assert.True(frame.GetProperty("at").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        Assert.Equal(JsonValueKind.Array, frame.GetProperty("traffic").ValueKind);
        Assert.True(frame.GetProperty("system").GetProperty("working_set_bytes").GetInt64() > 0);
        Assert.Equal(0, frame.GetProperty("training_jobs").GetInt32());
    }

    [Fact]
    public async Task Nobody_watches_without_credentials()
    {
        using var app = new AppFactory();
        await using HubConnection connection = Connect(app.Listen(), "wrong");

        HttpRequestException refused = await Assert.ThrowsAsync<HttpRequestException>(() => connection.StartAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private static HubConnection Connect(Uri address, string key) => new HubConnectionBuilder()
        .WithUrl(new Uri(address, "/hubs/live"), options => options.Headers["X-API-Key"] = key)
        .Build();
}
