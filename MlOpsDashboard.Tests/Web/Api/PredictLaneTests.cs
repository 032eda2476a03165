using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Api.Predict;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class PredictLaneTests : IDisposable
{
    private const string Unknown = """{"model_name":"nothing","features":{}}""";
    private readonly AppFactory _app = new();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a-key-that-nobody-made-0123456789abcdef")]
    public async Task Without_a_working_key_nothing_is_predicted(string? key)
    {
        using HttpClient client = _app.CreateClient();
        using HttpResponseMessage answer = await PostAsync(client, Unknown, key);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_revoked_key_stops_working_at_once()
    {
        var keys = _app.Services.GetRequiredService<ApiKeyService>();
        CreatedApiKey made = await keys.CreateAsync(new NewApiKey("scorer", UserRole.Viewer, null), "tester", default);
        using HttpClient client = _app.CreateClient();
        using HttpResponseMessage before = await PostAsync(client, Unknown, made.Secret);
        await keys.RevokeAsync(made.Key.KeyId, "tester", default);
        using HttpResponseMessage after = await PostAsync(client, Unknown, made.Secret);

        // A viewer may predict; there just is no such model.
        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Theory]
    [InlineData(Unknown, "application/json", HttpStatusCode.NotFound)]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData(Unknown, "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Mistakes_are_problems_with_the_headers_of_every_reply(string body, string type, HttpStatusCode status)
    {
        using HttpClient client = _app.CreateClient();
        using HttpResponseMessage answer = await PostAsync(client, body, AppFactory.ApiKey, type);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using JsonDocument problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_in_person_predicts_the_long_way()
    {
        using HttpClient client = _app.CreateClient();
        string token = _app.Services.GetRequiredService<SignInTokens>().Create();
        using HttpResponseMessage signedIn = await client.GetAsync($"/signin?token={token}");
        using HttpResponseMessage answer = await PostAsync(client, Unknown, null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_servers_metrics_name_the_route_either_way()
    {
        using HttpClient client = _app.CreateAdminClient();
        using HttpResponseMessage answer = await PostAsync(client, Unknown, null);

        // The server counts a request after its answer has gone out.
        await Wait.UntilAsync(async () => (await client.GetStringAsync("/metrics")).Split('\n').Any(line =>
            line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal)
            && line.Contains("http_route=\"/api/predict", StringComparison.Ordinal)
            && line.Contains("\"404\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Predictions_that_are_limited_by_caller_take_the_long_way(bool limited)
    {
        object[] metadata = limited ? [new EnableRateLimitingAttribute("predictions")] : [];
        var endpoint = new RouteEndpoint(
            _ => Task.CompletedTask, RoutePatternFactory.Parse("/api/predict"), 0, new EndpointMetadataCollection(metadata), null);
        bool longWay = false;
        var lane = new PredictLane(
            _ =>
            {
                longWay = true;
                return Task.CompletedTask;
            },
            _app.Services.GetRequiredService<ApiKeyDirectory>(),
            _app.Services.GetRequiredService<PredictResponder>(),
            new DefaultEndpointDataSource(endpoint));
        var context = new DefaultHttpContext();
        context.Request.Headers["X-API-Key"] = AppFactory.ApiKey;

        // By the short way the empty request gets as far as the check of its content.
        Exception? refused = await Record.ExceptionAsync(() => lane.InvokeAsync(context));

        Assert.Equal(limited, longWay);
        Assert.Equal(!limited, refused is BadHttpRequestException);
    }

    public void Dispose() => _app.Dispose();

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string body, string? key, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/predict") { Content = new StringContent(body, Encoding.UTF8, type) };
        if (key is not null)
        {
            request.Headers.Add("X-API-Key", key);
        }

        return await client.SendAsync(request);
    }
}
