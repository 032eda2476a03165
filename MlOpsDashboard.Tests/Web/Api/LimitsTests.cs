using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Api.Limits;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class LimitsTests
{
    // One token in 1,000 seconds: no test is slow enough to get another one.
    private const string Rare = "0.001";

    [Fact]
    public async Task A_caller_has_its_own_budget_of_predictions()
    {
        using var app = new AppFactory(("Limits:PredictionsPerSecond", Rare), ("Limits:PredictionsBurst", "2"));
        using HttpClient client = app.CreateAdminClient();
        using HttpClient other = await OtherCallerAsync(app, client);

        Assert.Equal(HttpStatusCode.NotFound, (await PredictAsync(client)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PredictAsync(client)).StatusCode);
        using HttpResponseMessage refused = await PredictAsync(client);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 1000);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(429, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetInt32());

        using HttpResponseMessage open = await client.PostAsync("/v2/models/none/infer", Json("{}"));
        Assert.Equal(HttpStatusCode.TooManyRequests, open.StatusCode);
        Assert.NotNull(open.Headers.RetryAfter);
        Assert.True((await open.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("error", out _));

        // Two that named no model, and two that were turned away.
        Assert.Contains(
            "model_predictions_total{model=\"\",outcome=\"rejected\",route=\"\",version=\"\"} 4\n", await client.GetStringAsync("/metrics"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/models")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PredictAsync(other)).StatusCode);
    }

    [Fact]
    public async Task The_rest_has_another_budget_and_health_none()
    {
        using var app = new AppFactory(("Limits:RequestsPerSecond", Rare), ("Limits:RequestsBurst", "2"));
        using HttpClient client = app.CreateAdminClient();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/models")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v2")).StatusCode);
        using HttpResponseMessage refused = await client.GetAsync("/api/datasets");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await PredictAsync(client)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v2/health/live")).StatusCode);
        }
    }

    [Theory]
    [InlineData("/v2/models/none/infer")]
    [InlineData("/v2/models/none/versions/1/infer")]
    [InlineData("/api/predict")]
    [InlineData("/api/predict/batch")]
    [InlineData("/api/training/start")]
    public async Task Another_method_is_told_which_one_is_known(string path)
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();

        using HttpResponseMessage answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData(0.5, 10, 1, 2)]
    [InlineData(1, 10, 1, 1)]
    [InlineData(50, 10, 10, 1)]
    [InlineData(50, 1000, 50, 1)]
    public void A_pace_becomes_tokens_and_a_period(double perSecond, int burst, int tokens, double seconds)
    {
        TokenBucketRateLimiterOptions bucket = CallerLimits.Bucket(perSecond, burst);

        Assert.Equal((burst, tokens, seconds), (bucket.TokenLimit, bucket.TokensPerPeriod, bucket.ReplenishmentPeriod.TotalSeconds));
    }

    [Fact]
    public async Task Batches_beyond_the_line_are_refused_and_small_ones_pass()
    {
        using var app = new AppFactory(("Limits:ConcurrentBatches", "1"), ("Limits:QueuedBatches", "1"));
        using HttpClient client = app.CreateAdminClient();
        var gate = app.Services.GetRequiredService<BatchGate>();
        var open = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        HttpContext late = Context(app, null);

        Task<object?> runs = gate.PassAsync(Invocation(Context(app, null)), _ => new ValueTask<object?>(open.Task)).AsTask();
        Task<object?> waits = gate.PassAsync(Invocation(Context(app, 10 << 20)), _ => ValueTask.FromResult<object?>("second")).AsTask();
        await gate.PassAsync(Invocation(late), _ => throw new InvalidOperationException("It is not its turn."));
        object? small = await gate.PassAsync(Invocation(Context(app, BatchGate.SmallBody)), _ => ValueTask.FromResult<object?>("small"));

        Assert.Equal(StatusCodes.Status429TooManyRequests, late.Response.StatusCode);
        Assert.Equal("1", late.Response.Headers.RetryAfter.ToString());
        Assert.Contains("outcome=\"rejected\",route=\"\",version=\"\"} 1\n", await client.GetStringAsync("/metrics"), StringComparison.Ordinal);
        Assert.Equal("small", small);
        Assert.False(waits.IsCompleted);
        open.SetResult("first");
        Assert.Equal("first", await runs);
        Assert.Equal("second", await waits);
    }

    [Theory]
    [InlineData("/api/predict/batch", "application/problem+json")]
    [InlineData("/v2/models/none/infer", "application/json; charset=utf-8")]
    public async Task A_batch_that_takes_too_long_is_a_504(string path, string type)
    {
        using var app = new AppFactory(("Limits:BatchTimeoutSeconds", "1"));
        Uri address = app.Listen();
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using NetworkStream stream = connection.GetStream();

        // A body that begins and does not go on.
        string head = $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nX-API-Key: {AppFactory.ApiKey}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{{";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        using var reader = new StreamReader(stream);

        Assert.Equal("HTTP/1.1 504 Gateway Timeout", await reader.ReadLineAsync());
        var headers = new List<string>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            headers.Add(line);
        }

        Assert.Contains("Content-Type: " + type, headers);
    }

    private static async Task<HttpClient> OtherCallerAsync(AppFactory app, HttpClient client)
    {
        using HttpResponseMessage made = await client.PostAsJsonAsync("/api/keys", new { name = "other", role = "viewer" });
        JsonElement key = await made.Content.ReadFromJsonAsync<JsonElement>();
        HttpClient other = app.CreateClient();
        other.DefaultRequestHeaders.Add("X-API-Key", key.GetProperty("secret").GetString());
        return other;
    }

    private static Task<HttpResponseMessage> PredictAsync(HttpClient client) =>
        client.PostAsync("/api/predict", Json("""{"model_name":"none","features":{}}"""));

    private static DefaultHttpContext Context(AppFactory app, long? length) =>
        new() { RequestServices = app.Services, Request = { ContentLength = length } };

    private static EndpointFilterInvocationContext Invocation(HttpContext context) => EndpointFilterInvocationContext.Create(context);

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
