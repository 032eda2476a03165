using System.Net;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Access;

public sealed class SecurityHeadersTests : IDisposable
{
    private readonly AppFactory _app = new();

    [Theory]
    [InlineData("/")]
    [InlineData("/signin")]
    [InlineData("/health")]
    [InlineData("/api/keys")]
    [InlineData("/no-such-page")]
    [InlineData("/theme.css")]
    public async Task Every_reply_tells_the_browser_what_not_to_do(string path)
    {
        using var client = _app.CreateAdminClient();
        using var reply = await client.GetAsync(path);

        string policy = Assert.Single(reply.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(reply.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(reply.Headers.GetValues("Referrer-Policy")));
        Assert.False(reply.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/there-is-no-such-page")]
    public async Task Script_nonce_is_new_for_each_reply_and_in_the_page(string path)
    {
        using var client = _app.CreateAdminClient();
        using var first = await client.GetAsync(path);
        using var second = await client.GetAsync(path);
        string nonce = Nonce(first);

        Assert.NotEqual(nonce, Nonce(second));
        // A plus sign of the nonce is written as a character reference in HTML.
        string page = WebUtility.HtmlDecode(await first.Content.ReadAsStringAsync());
        Assert.Contains($"nonce=\"{nonce}\"", page, StringComparison.Ordinal);
    }

    public void Dispose() => _app.Dispose();

    private static string Nonce(HttpResponseMessage reply) =>
        reply.Headers.GetValues("Content-Security-Policy").Single().Split("'nonce-")[1].Split('\'')[0];
}
