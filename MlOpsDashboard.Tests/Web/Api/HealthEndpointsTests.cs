using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class HealthEndpointsTests : IDisposable
{
    private readonly AppFactory _app = new();

    [Fact]
    public async Task Health_needs_no_credentials()
    {
        using var client = _app.CreateClient();
        var health = await client.GetFromJsonAsync<JsonElement>("/health");

        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+", health.GetProperty("version").GetString()!);
        Assert.True(health.GetProperty("uptime_seconds").GetDouble() >= 0);
    }

    [Fact]
    public async Task Ready_has_an_entry_for_each_part()
    {
        using var client = _app.CreateClient();
        var ready = default(JsonElement);
        await Wait.UntilAsync(async () =>
        {
            using var reply = await client.GetAsync("/health/ready");
            ready = await reply.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(reply.StatusCode == HttpStatusCode.ServiceUnavailable, ready.GetProperty("status").GetString() == "unhealthy");
            return ready.GetProperty("status").GetString() == "healthy";
        });
        var checks = ready.GetProperty("checks").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetProperty("status").GetString());
        Assert.Equal(["artifact_store", "background_work", "database", "models", "prediction_log", "scheduler"], checks.Keys.Order(StringComparer.Ordinal));
        Assert.All(checks.Values, status => Assert.Equal("healthy", status));
    }

    [Fact]
    public async Task Description_is_open_api31_with_the_key_scheme()
    {
        using var client = _app.CreateAdminClient();
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        Assert.True(document.GetProperty("paths").TryGetProperty("/api/keys", out _), document.ToString());
        Assert.Equal("X-API-Key", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("api_key").GetProperty("name").GetString());
        var list = document.GetProperty("paths").GetProperty("/api/keys").GetProperty("get");
        Assert.Equal("#/components/schemas/Problem", list.GetProperty("responses").GetProperty("default").GetProperty("content")
            .GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString());
        Assert.True(list.TryGetProperty("security", out _));
        Assert.False(document.GetProperty("paths").GetProperty("/health").GetProperty("get").TryGetProperty("security", out _));
        Assert.DoesNotContain("/signin", document.GetProperty("paths").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Docs_page_comes_from_this_program_alone()
    {
        using var client = _app.CreateAdminClient();
        string page = await client.GetStringAsync("/docs/index.html");

        Assert.Contains("swagger-ui", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
    }

    public void Dispose() => _app.Dispose();
}
