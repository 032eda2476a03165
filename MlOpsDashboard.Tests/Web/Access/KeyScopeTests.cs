using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Tests.Architecture;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Access;

public sealed partial class KeyScopeTests(RoleHost host) : IClassFixture<RoleHost>
{
    [Fact]
    public void The_table_of_the_document_is_the_one_that_counts_and_leaves_no_route_out()
    {
        var lines = Lines();
        var faults = new List<string>();
        foreach ((string method, string route) in Routes())
        {
            KeyScope? said = lines.Where(line => line.Methods.Contains(method) && line.Route.IsMatch(route)).Select(line => (KeyScope?)line.Scope).FirstOrDefault();
            KeyScope? counts = ScopeTable.Of(method, route);
            if (said != counts)
            {
                faults.Add($"{method} {route}: {said?.ToString() ?? "closed"} is written, {counts?.ToString() ?? "closed"} counts");
            }

            if (counts is null && (route.StartsWith("/api/", StringComparison.Ordinal) || route.StartsWith("/v2/", StringComparison.Ordinal)))
            {
                faults.Add($"{method} {route} has no scope");
            }
        }

        Faults.None(faults);
    }

    [Fact]
    public async Task A_limited_key_does_what_its_scopes_and_its_role_both_allow_and_nothing_else()
    {
        await ServingHost.PromoteAsync(host.Services, "shop", 1);
        using HttpClient key = await LimitedAsync("predictor", UserRole.Administrator, ["predict"]);
        using HttpClient weak = await LimitedAsync("weak", UserRole.Viewer, ["deploy", "read"]);

        (int predicted, _) = await RoleHost.SendAsync(key, "POST", "/api/predict", new { model_name = "shop", features = new { x = 1.5, colour = "red" } });
        (int read, JsonElement refusal) = await RoleHost.SendAsync(key, "GET", "/api/models");
        (int page, _) = await RoleHost.SendAsync(key, "GET", "/registry");
        (int made, _) = await RoleHost.SendAsync(key, "POST", "/api/keys", new { name = "more" });
        (int health, _) = await RoleHost.SendAsync(key, "GET", "/health");
        (int models, _) = await RoleHost.SendAsync(weak, "GET", "/api/models");
        (int back, _) = await RoleHost.SendAsync(weak, "POST", "/api/deploy/rollback", new { model_name = "shop" });
        (int asked, _) = await RoleHost.SendAsync(weak, "POST", "/api/predict", new { model_name = "shop", features = new { x = 1.5, colour = "red" } });

        Assert.Equal((200, 403, 403, 403, 200), (predicted, read, page, made, health));
        Assert.Contains("is limited to predict, and this takes the scope read", refusal.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal((200, 403, 403), (models, back, asked));
    }

    [Fact]
    public async Task A_limited_key_opens_no_pages()
    {
        CreatedApiKey key = await host.Services.GetRequiredService<ApiKeyService>().CreateAsync(new NewApiKey("narrow", UserRole.Viewer, null, [KeyScope.Read]), "ada", default);
        using HttpClient client = host.App.CreateClient(new() { AllowAutoRedirect = false });

        using HttpResponseMessage reply = await client.PostAsync("/signin", new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = key.Secret }));

        Assert.Equal(403, (int)reply.StatusCode);
        Assert.Contains("limited to read: it opens no pages", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scopes_are_listed_and_unknown_ones_refused()
    {
        using HttpClient ada = await host.ClientAsync("ada", UserRole.Administrator);

        (int made, JsonElement key) = await RoleHost.SendAsync(ada, "POST", "/api/keys", new { name = "trainer", scopes = new[] { "train", "read", "train" } });
        (int none, _) = await RoleHost.SendAsync(ada, "POST", "/api/keys", new { name = "x", scopes = Array.Empty<string>() });
        (int unknown, JsonElement problem) = await RoleHost.SendAsync(ada, "POST", "/api/keys", new { name = "x", scopes = new[] { "fly" } });
        (_, JsonElement free) = await RoleHost.SendAsync(ada, "POST", "/api/keys", new { name = "free" });

        Assert.Equal((201, 400, 400), (made, none, unknown));
        Assert.Equal(["read", "train"], key.GetProperty("key").GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.True(problem.GetProperty("errors").TryGetProperty("scopes", out _));
        Assert.Equal(JsonValueKind.Null, free.GetProperty("key").GetProperty("scopes").ValueKind);
    }

    private async Task<HttpClient> LimitedAsync(string name, UserRole role, string[] scopes)
    {
        CreatedApiKey key = await host.Services.GetRequiredService<ApiKeyService>()
            .CreateAsync(new NewApiKey(name, role, null, [.. scopes.Select(KeyScopeWords.Parse)]), "ada", default);
        HttpClient client = host.App.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", key.Secret);
        return client;
    }

    private static (KeyScope Scope, string[] Methods, Regex Route)[] Lines() =>
    [
        .. from Match line in Line().Matches(File.ReadAllText(RepositoryFolder.Combine("docs", "security.md")))
           from Match route in Quoted().Matches(line.Groups["routes"].Value)
           select (
               KeyScopeWords.Parse(line.Groups["scope"].Value),
               line.Groups["methods"].Value == "any" ? ["GET", "POST", "PUT", "PATCH", "DELETE"] : line.Groups["methods"].Value.Split(' '),
               new Regex("^" + Regex.Escape(route.Groups[1].Value).Replace(@"/\*\*", "(/.*)?", StringComparison.Ordinal) + "$")),
    ];

    private IEnumerable<(string Method, string Route)> Routes() =>
        (from endpoint in host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
         where !endpoint.Metadata.Any(item => item.GetType().Name.StartsWith("StaticAsset", StringComparison.Ordinal))
         from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
         where method is not ("HEAD" or "CONNECT" or "OPTIONS")
         select (method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))).Distinct().Order();

    [GeneratedRegex(@"^\| (?<scope>[a-z]+) \| (?<methods>(?:[A-Z]+ ?)+|any) \| (?<routes>`.*?) \|$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
