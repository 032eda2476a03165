using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class KeyEndpointsTests : IDisposable
{
    private readonly AppFactory _app = new();

    [Fact]
    public async Task Key_is_made_used_listed_and_revoked()
    {
        using var admin = _app.CreateAdminClient();
        var made = await MakeAsync(admin, """{"name":"ci","role":"administrator","expires_at":"2099-01-01T00:00:00Z"}""");
        string secret = made.GetProperty("secret").GetString()!;
        var key = made.GetProperty("key");
        Assert.Equal(("ci", "administrator", "bootstrap"), (Text(key, "name"), Text(key, "role"), Text(key, "created_by")));
        Assert.Equal("2099-01-01T00:00:00Z", Text(key, "expires_at"));
        Assert.EndsWith("Z", Text(key, "created_at"));

        using var client = _app.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", secret);
        string listed = await client.GetStringAsync("/api/keys");
        Assert.Contains("\"name\":\"ci\"", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed, StringComparison.Ordinal);

        using var revoked = await client.DeleteAsync($"/api/keys/{Text(key, "key_id")}");
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        using var refused = await client.GetAsync("/api/keys");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Theory]
    [InlineData("viewer", HttpStatusCode.Forbidden)]
    [InlineData("editor", HttpStatusCode.Forbidden)]
    [InlineData("data_scientist", HttpStatusCode.Forbidden)]
    [InlineData("approver", HttpStatusCode.Forbidden)]
    [InlineData("administrator", HttpStatusCode.OK)]
    public async Task Keys_are_for_administrators(string role, HttpStatusCode expected)
    {
        using var admin = _app.CreateAdminClient();
        var made = await MakeAsync(admin, $$"""{"name":"other","role":"{{role}}"}""");
        using var client = _app.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", Text(made, "secret"));
        using var reply = await client.GetAsync("/api/keys");

        Assert.Equal(expected, reply.StatusCode);
    }

    [Theory]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"x","role":"king"}""", "role")]
    [InlineData("""{"name":"x","role":2}""", "role")]
    [InlineData("""{"name":"x","expires_at":"2001-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"name":"x","expires_at":"tomorrow"}""", "expires_at")]
    [InlineData("""{"name":7}""", "name")]
    [InlineData("""{"name":"x","name":"y"}""", "name")]
    [InlineData("""{"name":"x" """, "body")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("", "body")]
    public async Task Bad_requests_name_the_field(string body, string field)
    {
        using var admin = _app.CreateAdminClient();
        using var reply = await admin.PostAsync("/api/keys", new StringContent(body, null, "application/json"));
        var problem = await ProblemAsync(reply, HttpStatusCode.BadRequest);

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out var messages), problem.ToString());
        Assert.NotEqual(0, messages.GetArrayLength());
        Assert.DoesNotContain("System.", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("MlOpsDashboard.", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("cursor=nonsense", "cursor")]
    public async Task Bad_queries_name_the_parameter(string query, string field)
    {
        using var admin = _app.CreateAdminClient();
        using var reply = await admin.GetAsync("/api/keys?" + query);
        var problem = await ProblemAsync(reply, HttpStatusCode.BadRequest);

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Fact]
    public async Task Other_mistakes_are_problems_too()
    {
        using var admin = _app.CreateAdminClient();
        using var missing = await admin.DeleteAsync("/api/keys/nothing");
        await ProblemAsync(missing, HttpStatusCode.NotFound);
        using var unknown = await admin.GetAsync("/api/nothing");
        await ProblemAsync(unknown, HttpStatusCode.NotFound);
        using var method = await admin.PutAsync("/api/keys", null);
        await ProblemAsync(method, HttpStatusCode.MethodNotAllowed);
        using var type = await admin.PostAsync("/api/keys", new StringContent("name=x", null, "text/plain"));
        await ProblemAsync(type, HttpStatusCode.UnsupportedMediaType);
    }

    public void Dispose() => _app.Dispose();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<JsonElement> MakeAsync(HttpClient client, string body)
    {
        using var reply = await client.PostAsync("/api/keys", new StringContent(body, null, "application/json"));
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage reply, HttpStatusCode expected)
    {
        Assert.Equal(expected, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        var problem = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        return problem;
    }
}
