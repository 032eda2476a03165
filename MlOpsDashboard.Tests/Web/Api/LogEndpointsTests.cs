using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Logs;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed partial class LogEndpointsTests
{
    [Fact]
    public async Task Administrators_search_the_last_lines_and_turn_pages()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        ILogger logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Test.Shop");
        for (int i = 1; i <= 5; i++)
        {
            Sold(logger, i, "job-" + (i % 2));
        }

        JsonElement first = await client.GetFromJsonAsync<JsonElement>("/api/logs?level=warning&text=sold&category=test.shop&limit=2");
        JsonElement second = await client.GetFromJsonAsync<JsonElement>(
            $"/api/logs?level=warning&text=sold&category=test.shop&limit=3&cursor={first.GetProperty("next_cursor").GetString()}");
        JsonElement job = await client.GetFromJsonAsync<JsonElement>("/api/logs?job=job-0&category=Test.Shop");

        Assert.Equal(["Thing 5 sold by job-1", "Thing 4 sold by job-0"], Messages(first));
        Assert.Equal(["Thing 3 sold by job-1", "Thing 2 sold by job-0", "Thing 1 sold by job-1"], Messages(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next_cursor").ValueKind);
        Assert.Equal(["Thing 4 sold by job-0", "Thing 2 sold by job-0"], Messages(job));
        Assert.Equal("4", job.GetProperty("items")[0].GetProperty("values").GetProperty("Number").GetString());
        Assert.Equal("warning", job.GetProperty("items")[0].GetProperty("level").GetString());
    }

    [Fact]
    public async Task Nobody_else_reads_them_and_a_mistake_is_named()
    {
        using var app = new AppFactory();
        using HttpClient admin = app.CreateAdminClient();
        using HttpClient stranger = app.CreateClient();
        using HttpClient editor = app.CreateClient();
        CreatedApiKey key = await app.Services.GetRequiredService<ApiKeyService>().CreateAsync(new NewApiKey("editor", UserRole.DataScientist, null), "ada", default);
        editor.DefaultRequestHeaders.Add("X-API-Key", key.Secret);

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/logs")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.GetAsync("/api/logs")).StatusCode);
        foreach ((string query, string field) in new[] { ("level=loud", "level"), ("limit=0", "limit"), ("cursor=x", "cursor"), ("cursor=bzU", "cursor") })
        {
            using HttpResponseMessage reply = await admin.GetAsync("/api/logs?" + query);
            JsonElement problem = await reply.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), query);
        }
    }

    [Fact]
    public async Task Lines_of_a_request_are_found_by_its_trace_and_hold_no_key_and_no_token()
    {
        using var app = new AppFactory(("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:LogLevel:Default", "Trace"));
        using HttpClient client = app.CreateAdminClient();
        string token = app.Services.GetRequiredService<SignInTokens>().Create();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin?token=" + token);
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        (await client.SendAsync(request)).Dispose();
        CreatedApiKey key = await app.Services.GetRequiredService<ApiKeyService>().CreateAsync(new NewApiKey("other", UserRole.Viewer, null), "ada", default);
        using var other = app.CreateClient();
        other.DefaultRequestHeaders.Add("X-API-Key", key.Secret);
        other.DefaultRequestHeaders.Add("Authorization", "Bearer " + key.Secret);
        (await other.GetAsync("/api/datasets?api_key=" + key.Secret)).Dispose();

        JsonElement lines = await client.GetFromJsonAsync<JsonElement>($"/api/logs?trace={Trace}&limit=1000");

        Assert.NotEmpty(lines.GetProperty("items").EnumerateArray());
        Assert.Contains(lines.GetProperty("items").EnumerateArray(), line => line.GetProperty("message").GetString()!.Contains("/signin", StringComparison.Ordinal));
        Assert.All(lines.GetProperty("items").EnumerateArray(), line => Assert.Equal(Trace, line.GetProperty("trace_id").GetString()));
        string requestId = lines.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("request_id").GetString()).OfType<string>().First();
        Assert.NotEmpty((await client.GetFromJsonAsync<JsonElement>($"/api/logs?trace={requestId}")).GetProperty("items").EnumerateArray());
        IEnumerable<string> everything = app.Services.GetRequiredService<RecentLogs>().Find(new LogFilter(), int.MaxValue).Select(line => $"{line} {string.Join(' ', line.Values)}");
        Assert.DoesNotContain(everything, line => line.Contains(token, StringComparison.Ordinal)
            || line.Contains(key.Secret, StringComparison.Ordinal) || line.Contains(AppFactory.ApiKey, StringComparison.Ordinal));
    }

    private static IEnumerable<string?> Messages(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("message").GetString());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Thing {Number} sold by {JobId}")]
    private static partial void Sold(ILogger logger, int number, string jobId);
}
