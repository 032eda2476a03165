using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Access;

/// <summary>People over HTTP, as an administrator's program and the invited person's browser meet them.</summary>
public sealed class PasswordSignInPageTests : IDisposable
{
    private const string Password = "a lamp, a boat, a tree";
    private readonly AppFactory _app = new();

    [Fact]
    public async Task The_invited_choose_a_name_and_a_password_and_come_back_by_them()
    {
        using HttpClient admin = _app.CreateAdminClient();
        string link = Text(await PostAsync(admin, "/api/users/invitations", new { role = "data_scientist", note = "Sue" }, HttpStatusCode.Created), "link");
        using HttpClient browser = Browser();
        string page = await browser.GetStringAsync(new Uri(link).PathAndQuery);
        Assert.Contains("You are invited as data scientist", page, StringComparison.Ordinal);
        string token = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];

        using HttpResponseMessage differ = await JoinAsync(browser, token, "sue", Password, "another one");
        using HttpResponseMessage common = await JoinAsync(browser, token, "sue", "password1234", "password1234");
        using HttpResponseMessage joined = await JoinAsync(browser, token, "sue", Password, Password);
        using HttpResponseMessage again = await browser.GetAsync(new Uri(link).PathAndQuery);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (differ.StatusCode, common.StatusCode));
        Assert.Contains("tried first", await common.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.NotFound), (joined.StatusCode, again.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/datasets")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/api/users")).StatusCode);
        using HttpClient other = Browser();
        using HttpResponseMessage signedIn = await SignInAsync(other, "Sue", Password, "/data");
        Assert.Equal((HttpStatusCode.Redirect, "/data"), (signedIn.StatusCode, signedIn.Headers.Location!.OriginalString));
        JsonElement sessions = (await other.GetFromJsonAsync<JsonElement>("/api/sessions")).GetProperty("items");
        Assert.Equal(2, sessions.GetArrayLength());
        Assert.Equal("test browser", Text(sessions[0], "browser"));
        string first = Text(sessions.EnumerateArray().Single(session => !session.GetProperty("current").GetBoolean()), "session_id");
        Assert.Equal(HttpStatusCode.NoContent, (await other.DeleteAsync("/api/sessions/" + first)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/datasets")).StatusCode);
    }

    [Fact]
    public async Task Every_refusal_is_the_same_and_takes_its_time()
    {
        using HttpClient admin = _app.CreateAdminClient();
        await PostAsync(admin, "/api/users", new { name = "ada", password = Password, role = "viewer" }, HttpStatusCode.Created);
        var answers = new HashSet<string>();
        using HttpClient browser = Browser();
        foreach ((string name, string password) in new[] { ("ada", "wrong"), ("eve", "wrong"), ("admin", "wrong") })
        {
            long began = TimeProvider.System.GetTimestamp();
            using HttpResponseMessage reply = await SignInAsync(browser, name, password, null);
            Assert.True(TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMilliseconds(490));
            Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
            Assert.False(reply.Headers.Contains("Set-Cookie"));
            answers.Add((await reply.Content.ReadAsStringAsync()).Replace($"value=\"{name}\"", "", StringComparison.Ordinal));
        }

        Assert.Contains("Name or password is wrong.", Assert.Single(answers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_changes_people_and_sees_where_they_are_signed_in()
    {
        using HttpClient admin = _app.CreateAdminClient();
        JsonElement ada = await PostAsync(admin, "/api/users", new { name = "ada", password = Password, role = "editor" }, HttpStatusCode.Created);
        Assert.Equal(("data_scientist", "active", "bootstrap"), (Text(ada, "role"), Text(ada, "state"), Text(ada, "created_by")));
        string address = "/api/users/" + Text(ada, "user_id");
        using HttpClient browser = Browser();
        (await SignInAsync(browser, "ada", Password, null)).Dispose();
        Assert.Equal(1, (await admin.GetFromJsonAsync<JsonElement>(address + "/sessions")).GetProperty("items").GetArrayLength());

        using HttpResponseMessage changed = await admin.PatchAsJsonAsync(address, new { role = "approver", disabled = true });
        JsonElement now = await changed.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("approver", "disabled"), (Text(now, "role"), Text(now, "state")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/datasets")).StatusCode);
        Assert.DoesNotContain("hash", await admin.GetStringAsync("/api/users"), StringComparison.OrdinalIgnoreCase);
        JsonElement link = await PostAsync(admin, "/api/users/invitations", new { }, HttpStatusCode.Created);
        string id = Text(link.GetProperty("invitation"), "invitation_id");
        Assert.Contains(id, await admin.GetStringAsync("/api/users/invitations"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync("/api/users/invitations/" + id)).StatusCode);
        Assert.DoesNotContain(id, await admin.GetStringAsync("/api/users/invitations"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"eve","password":"short"}""", "password")]
    [InlineData("""{"name":"","password":"a lamp, a boat, a tree"}""", "name")]
    [InlineData("""{"name":"eve","password":"a lamp, a boat, a tree","role":"king"}""", "role")]
    public async Task Bad_requests_name_the_field(string body, string field)
    {
        using HttpClient admin = _app.CreateAdminClient();
        using HttpResponseMessage reply = await admin.PostAsync("/api/users", new StringContent(body, null, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.True((await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }

    public void Dispose() => _app.Dispose();

    private HttpClient Browser()
    {
        HttpClient client = _app.CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "test browser");
        return client;
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string password, string? returnTo) => client.PostAsync(
        "/signin",
        new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = name, ["password"] = password, ["return"] = returnTo ?? "" }));

    private static Task<HttpResponseMessage> JoinAsync(HttpClient client, string token, string name, string password, string repeated) => client.PostAsync(
        "/invitation",
        new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = token, ["name"] = name, ["password"] = password, ["repeated"] = repeated }));

    private static async Task<JsonElement> PostAsync(HttpClient client, string address, object body, HttpStatusCode expected)
    {
        using HttpResponseMessage reply = await client.PostAsJsonAsync(address, body);
        Assert.Equal(expected, reply.StatusCode);
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
