using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class AlertChannelEndpointsTests
{
    private const string Channels = "/api/monitoring/channels";

    private static readonly (object Form, string Field, string Words)[] s_refusals =
    [
        (new { }, "kind", "email, slack or webhook"),
        (new { kind = "pager" }, "kind", "email, slack or webhook"),
        (new { kind = "webhook" }, "url", "https://"),
        (new { kind = "webhook", url = "ftp://example.org/" }, "url", "https://"),
        (new { kind = "webhook", url = "http://169.254.169.254/latest" }, "url", "private address"),
        (new { kind = "slack", url = "http://localhost:5080/" }, "url", "Alerts:AllowPrivateAddresses"),
        (new { kind = "webhook", url = "https://[::1]/" }, "url", "private address"),
        (new { kind = "webhook", url = "https://u:p@example.org/" }, "url", "user or password"),
        (new { kind = "webhook", url = "https://example.org/", secret = "short" }, "secret", "16 to"),
        (new { kind = "slack", url = "https://example.org/", secret = "0123456789abcdef" }, "secret", "belongs to a webhook"),
        (new { kind = "webhook", url = "https://example.org/", secrets = "0123456789abcdef" }, "secrets", ""),
        (Mail(host: "not a host"), "host", "name of a mail server"),
        (Mail(port: 70000), "port", "1 to 65,535"),
        (Mail(security: "ssh"), "security", "start_tls, tls or none"),
        (Mail(security: "none", password: "p"), "security", "readable"),
        (Mail(username: null, password: "p"), "username", "needed"),
        (Mail(from: "nobody"), "from", "e-mail address"),
        (Mail(to: []), "to", "list of 1 to 50"),
        (Mail(to: ["a@"]), "to", "list of 1 to 50"),
    ];

    [Fact]
    public async Task Channels_are_made_listed_tried_and_deleted_and_bad_ones_refused()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        foreach ((object form, string field, string words) in s_refusals)
        {
            using HttpResponseMessage refused = await client.PostAsJsonAsync(Channels, form);
            JsonElement problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(refused.StatusCode == HttpStatusCode.BadRequest, $"{JsonSerializer.Serialize(form)}: {refused.StatusCode} {problem}");
            Assert.Contains(words, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(0, (await client.GetFromJsonAsync<JsonElement>(Channels)).GetProperty("items").GetArrayLength());

        // A name that leads to this machine whatever the network is.
        string url = $"http://{Dns.GetHostName()}:9/hook";
        using HttpResponseMessage made = await client.PostAsJsonAsync(Channels, new { name = "ops", kind = "webhook", url, secret = "0123456789abcdef" });
        string address = made.Headers.Location!.OriginalString;
        using HttpResponseMessage tried = await client.PostAsync(address + "/test", null);
        JsonElement outcome = await tried.Content.ReadFromJsonAsync<JsonElement>();
        using HttpResponseMessage list = await client.GetAsync(Channels);
        string listed = await list.Content.ReadAsStringAsync();
        JsonElement deliveries = await client.GetFromJsonAsync<JsonElement>(address + "/deliveries?state=dead");
        using HttpResponseMessage state = await client.GetAsync(address + "/deliveries?state=lost");
        using HttpResponseMessage gone = await client.DeleteAsync(address);
        using HttpResponseMessage again = await client.PostAsync(address + "/test", null);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (made.StatusCode, tried.StatusCode));
        Assert.False(outcome.GetProperty("delivered").GetBoolean());
        JsonElement channel = JsonSerializer.Deserialize<JsonElement>(listed).GetProperty("items")[0];
        Assert.Equal(("ops", "webhook", true), (channel.GetProperty("name").GetString(), channel.GetProperty("kind").GetString(), channel.GetProperty("has_secret").GetBoolean()));
        Assert.Equal(outcome.GetProperty("error").GetString(), channel.GetProperty("last_error").GetString());
        Assert.DoesNotContain("0123456789abcdef", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("/hook", listed, StringComparison.Ordinal);
        Assert.Equal(0, deliveries.GetProperty("items").GetArrayLength());
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (state.StatusCode, gone.StatusCode, again.StatusCode));
    }

    private static object Mail(
        string host = "smtp.example.org", int port = 587, string security = "start_tls", string? username = "u", string? password = null, string from = "a@example.org", string[]? to = null) =>
        new { kind = "email", host, port, security, username = password is null ? null : username, password, from, to = to ?? ["b@example.org"] };
}
