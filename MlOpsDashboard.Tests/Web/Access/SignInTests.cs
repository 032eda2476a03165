using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Access;

public sealed class SignInTests : IDisposable
{
    private readonly AppFactory _app = new();

    [Fact]
    public async Task Token_signs_in_once_and_leaves_the_address()
    {
        using var client = Client();
        string token = Token();

        using var signedIn = await client.GetAsync($"/signin?token={token}&return=/settings");
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal("/settings", signedIn.Headers.Location!.OriginalString);
        string cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        using var page = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        using var other = Client();
        using var again = await other.GetAsync($"/signin?token={token}");
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.Contains("no longer works", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/ok\r\nSet-Cookie: x=y")]
    public async Task Return_address_never_leads_elsewhere(string address)
    {
        using var client = Client();
        using var reply = await client.GetAsync($"/signin?token={Token()}&return={Uri.EscapeDataString(address)}");

        Assert.Equal("/", reply.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/settings")]
    [InlineData("/no-such-page")]
    [InlineData("/docs/index.html")]
    public async Task Pages_without_sign_in_lead_to_the_explanation(string path)
    {
        using var client = Client();
        using var reply = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        Assert.StartsWith("/signin?return=", reply.Headers.Location!.OriginalString);
        Assert.Contains("printed in its console", await client.GetStringAsync(reply.Headers.Location), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/models", "/signin?return=%2Fmodels")]
    [InlineData("POST", "/signout", "/signin")]
    public async Task Redirects_never_name_the_host_of_the_request(string method, string path, string expected)
    {
        using var client = Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Host = "evil.example";
        if (method == "POST")
        {
            request.Headers.Add("X-API-Key", AppFactory.ApiKey);
        }

        using var reply = await client.SendAsync(request);

        Assert.Equal(expected, reply.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/api/keys")]
    [InlineData("/api/no-such-thing")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/_blazor/negotiate?negotiateVersion=1")]
    public async Task Programs_without_credentials_get401(string path)
    {
        using var client = Client();
        using var reply = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("mlops_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("' OR 1=1 --")]
    public async Task Wrong_keys_get401(string key)
    {
        using var client = Client();
        client.DefaultRequestHeaders.Add("X-API-Key", key);
        using var reply = await client.GetAsync("/api/keys");

        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
    }

    [Fact]
    public async Task Sign_out_ends_the_session()
    {
        using var client = Client();
        using var signedIn = await client.GetAsync($"/signin?token={Token()}");
        using var signedOut = await client.PostAsync("/signout", null);
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        using var page = await client.GetAsync("/");

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Fact]
    public async Task Api_key_signs_a_browser_in_and_its_end_ends_the_session()
    {
        CreatedApiKey key = await _app.Services.GetRequiredService<ApiKeyService>().CreateAsync(new NewApiKey("mia", UserRole.Viewer, null), "ann", default);
        using var client = Client();
        using var signedIn = await SendKeyAsync(client, key.Secret, "/data");

        Assert.Equal((HttpStatusCode.Redirect, "/data"), (signedIn.StatusCode, signedIn.Headers.Location!.OriginalString));
        using var data = await client.GetAsync("/api/datasets");
        Assert.Equal(HttpStatusCode.OK, data.StatusCode);
        using var keys = await client.GetAsync("/api/keys");
        Assert.Equal(HttpStatusCode.Forbidden, keys.StatusCode);

        await _app.Services.GetRequiredService<ApiKeyService>().RevokeAsync(key.Key.KeyId, "ann", default);
        using var after = await client.GetAsync("/api/datasets");
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "Enter an API key.")]
    [InlineData("mlops_nothing", HttpStatusCode.Forbidden, "unknown, expired or revoked")]
    public async Task Api_key_that_does_not_work_is_told_on_the_page(string secret, HttpStatusCode status, string words)
    {
        using var client = Client();
        using var reply = await SendKeyAsync(client, secret, "https://evil.example/");

        Assert.Equal(status, reply.StatusCode);
        string page = await reply.Content.ReadAsStringAsync();
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", page, StringComparison.Ordinal);
        Assert.False(reply.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:3000", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", HttpStatusCode.Created)]
    public async Task Cookie_serves_pages_of_this_origin_only(string origin, HttpStatusCode expected)
    {
        using var client = Client();
        using var signedIn = await client.GetAsync($"/signin?token={Token()}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/keys") { Content = new StringContent("{\"name\":\"ci\"}", null, "application/json") };
        request.Headers.Add("Origin", origin);
        using var reply = await client.SendAsync(request);

        Assert.Equal(expected, reply.StatusCode);
    }

    public void Dispose() => _app.Dispose();

    private static Task<HttpResponseMessage> SendKeyAsync(HttpClient client, string secret, string returnTo) =>
        client.PostAsync("/signin", new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = secret, ["return"] = returnTo }));

    private HttpClient Client() => _app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    private string Token() => _app.Services.GetRequiredService<SignInTokens>().Create();
}
