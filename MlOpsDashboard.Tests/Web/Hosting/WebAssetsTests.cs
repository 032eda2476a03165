using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Hosting;

public sealed partial class WebAssetsTests : IDisposable
{
    private readonly AppFactory _app = new();

    [Fact]
    public async Task First_page_is_rendered_on_the_server()
    {
        using var client = _app.CreateAdminClient();

        var html = await client.GetStringAsync(new Uri("/", UriKind.Relative));

        Assert.Contains("data-interactive=\"false\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_the_first_page_refers_to_is_there()
    {
        using var client = _app.CreateAdminClient();
        var html = await client.GetStringAsync(new Uri("/", UriKind.Relative));

        var addresses = Scripts().Matches(html).Select(match => match.Groups[1].Value).Concat(ImportMap(html)).ToArray();

        Assert.Contains(addresses, address => address.Contains("blazor.web.", StringComparison.Ordinal));
        Assert.Contains(addresses, address => address.Contains("plotly-basic", StringComparison.Ordinal));
        foreach (var address in addresses)
        {
            using var response = await client.GetAsync(new Uri(address, UriKind.Relative));
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address} answers {response.StatusCode}.");
        }
    }

    [Fact]
    public async Task Scripts_and_styles_are_sent_compressed_and_kept_for_good()
    {
        using var client = _app.CreateAdminClient();
        var html = await client.GetStringAsync(new Uri("/", UriKind.Relative));

        foreach (var address in Scripts().Matches(html).Select(match => match.Groups[1].Value).Concat(ImportMap(html)))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
            request.Headers.AcceptEncoding.ParseAdd("gzip, br");
            using var response = await client.SendAsync(request);

            Assert.True(response.Content.Headers.ContentEncoding.Count == 1, $"{address} is not compressed.");
            Assert.Equal("max-age=31536000, immutable", response.Headers.GetValues("Cache-Control").Single());
        }
    }

    [Fact]
    public async Task Chart_library_is_the_small_build_and_no_page_refers_to_it_by_itself()
    {
        using var client = _app.CreateAdminClient();
        var html = await client.GetStringAsync(new Uri("/", UriKind.Relative));
        var address = Assert.Single(ImportMap(html), address => address.Contains("plotly-basic", StringComparison.Ordinal));
        Assert.DoesNotContain(Scripts().Matches(html), script => script.Value.Contains("plotly", StringComparison.Ordinal));

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await client.SendAsync(request);

        Assert.InRange((await response.Content.ReadAsByteArrayAsync()).Length, 100_000, 420_000);
        using var full = await client.GetAsync(new Uri("/_content/Plotly.Blazor/plotly-3.7.0.min.js", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, full.StatusCode);
    }

    [Fact]
    public async Task Address_without_a_page_answers_404_with_a_way_on()
    {
        using var client = _app.CreateAdminClient();

        using var response = await client.GetAsync(new Uri("/no-such-page", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no page", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => _app.Dispose();

    private static IEnumerable<string> ImportMap(string html)
    {
        using var map = JsonDocument.Parse(Map().Match(html).Groups[1].Value);
        return [.. map.RootElement.GetProperty("imports").EnumerateObject().Select(entry => entry.Value.GetString()!)];
    }

    [GeneratedRegex("<(?:script[^>]* src|link rel=\"(?:stylesheet|icon)\"[^>]* href)=\"([^\"?]+)\"")]
    private static partial Regex Scripts();

    [GeneratedRegex("<script type=\"importmap\"[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Map();
}
