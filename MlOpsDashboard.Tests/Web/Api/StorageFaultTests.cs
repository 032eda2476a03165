using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>What clients hear when nothing can be stored.</summary>
public sealed class StorageFaultTests
{
    private const string Ask = $$"""{"model_name":"shop","features":{{ServingHost.Row}}}""";

    [Theory]
    [InlineData(FaultyDatabase.Full, HttpStatusCode.InsufficientStorage, "The disk is full")]
    [InlineData(FaultyDatabase.ReadOnly, HttpStatusCode.ServiceUnavailable, "read-only")]
    [InlineData(FaultyDatabase.Locked, HttpStatusCode.ServiceUnavailable, "locked")]
    public async Task Every_change_says_in_a_sentence_why_it_cannot_be_stored(int code, HttpStatusCode status, string words)
    {
        var database = new FaultyDatabase();
        using var factory = new AppFactory();
        using WebApplicationFactory<Program> app = factory.WithWebHostBuilder(host => host.ConfigureTestServices(database.AddTo));
        using HttpClient client = app.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        string run = await RegistryHost.RunAsync(app.Services, 1);
        await ServingHost.PromoteAsync(app.Services, "shop", 1);
        string request = (await (await client.PostAsync("/api/predict", Json(Ask))).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("request_id").GetString()!;
        await client.PostAsync("/api/feedback", Json($$"""{"request_id":"none","actual":"yes"}"""));
        database.Refuse(code);

        foreach ((string method, string address, HttpContent? body) in Changes(run, request))
        {
            using var change = new HttpRequestMessage(new HttpMethod(method), address) { Content = body };
            using HttpResponseMessage answer = await client.SendAsync(change);
            string text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == status, $"{method} {address} answered {answer.StatusCode}: {text}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains(words, JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Equal(status == HttpStatusCode.ServiceUnavailable, answer.Headers.RetryAfter is not null);
        }

        // What is read and what is predicted goes on, and afterwards so does all the rest.
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/models")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/api/predict", Json(Ask))).StatusCode);
        database.Recover();
        Assert.Equal(HttpStatusCode.NoContent, (await client.PatchAsync($"/api/runs/{run}", Json("""{"name":"better"}"""))).StatusCode);
    }

    private static IEnumerable<(string Method, string Address, HttpContent? Body)> Changes(string run, string request) =>
    [
        ("PATCH", $"/api/runs/{run}", Json("""{"name":"better"}""")),
        ("DELETE", $"/api/runs/{run}", null),
        ("PUT", "/api/models/shop:1/promote", Json("""{"stage":"archived"}""")),
        ("POST", "/api/models/transition", Json("""{"model_name":"shop","version":1,"stage":"archived"}""")),
        ("POST", "/api/feedback", Json($$"""{"request_id":"{{request}}","actual":"yes"}""")),
        ("POST", "/api/keys", Json("""{"name":"one more","role":"viewer"}""")),
        ("POST", "/api/datasets", new MultipartFormDataContent { { new StringContent("rows"), "name" }, { new StringContent("a,b\n1,2\n3,4\n"), "file", "rows.csv" } }),
        ("POST", "/api/predict/jobs", new MultipartFormDataContent { { new StringContent("shop"), "model_name" }, { new StringContent("x,colour\n1,red\n"), "file", "rows.csv" } }),
    ];

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
