using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Tests.Architecture;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Access;

/// <summary>Walks every route in every role and compares what it meets with the table of docs/security.md.</summary>
public sealed partial class RouteRoleTests
{
    [Fact]
    public async Task Every_route_lets_in_the_roles_of_the_table_and_nobody_else()
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        var faults = new List<string>();
        foreach (UserRole? role in (UserRole?[])[null, .. Enum.GetValues<UserRole>()])
        {
            using HttpClient client = await ClientAsync(app, address, role);
            foreach ((string method, string route) in Routes(app))
            {
                UserRole? least = RouteRoles.Of(method, route);
                HttpStatusCode expected = least is null || role >= least ? HttpStatusCode.OK : role is null ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden;
                HttpStatusCode met = await MeetAsync(client, method, route);
                if (met != expected)
                {
                    faults.Add($"{method} {route} as {role?.ToString() ?? "nobody"}: {met}, not {expected}");
                }
            }
        }

        Faults.None(faults);
    }

    [Theory]
    [InlineData("GET", "/health", null)]
    [InlineData("GET", "/api/models/{model}", UserRole.Viewer)]
    [InlineData("POST", "/api/predict/batch", UserRole.Viewer)]
    [InlineData("POST", "/api/predict/jobs/{job_id}/cancel", UserRole.DataScientist)]
    [InlineData("POST", "/api/feedback/dataset", UserRole.DataScientist)]
    [InlineData("POST", "/api/training/start", UserRole.DataScientist)]
    [InlineData("POST", "/api/retraining/{model_name}/decisions/{id}/approve", UserRole.Approver)]
    [InlineData("DELETE", "/api/trash/", UserRole.Administrator)]
    [InlineData("DELETE", "/api/keys/{keyId}", UserRole.Administrator)]
    [InlineData("GET", "/settings", UserRole.Administrator)]
    [InlineData("POST", "/something/new", UserRole.DataScientist)]
    public void The_table_is_read_from_its_first_line_that_fits(string method, string route, UserRole? expected) =>
        Assert.Equal(expected, RouteRoles.Of(method, route));

    private static async Task<HttpClient> ClientAsync(AppFactory app, Uri address, UserRole? role)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
        if (role is { } wanted)
        {
            CreatedApiKey key = await app.Services.GetRequiredService<ApiKeyService>().CreateAsync(new NewApiKey($"a {wanted}", wanted, null), "tester", default);
            client.DefaultRequestHeaders.Add("X-API-Key", key.Secret);
        }

        return client;
    }

    private static IEnumerable<(string Method, string Route)> Routes(AppFactory app) =>
        (from endpoint in app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
         where !endpoint.Metadata.Any(item => item.GetType().Name.StartsWith("StaticAsset", StringComparison.Ordinal))
         from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
         where method is not ("HEAD" or "CONNECT" or "OPTIONS")
         select (method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))).Distinct().Order();

    private static async Task<HttpStatusCode> MeetAsync(HttpClient client, string method, string route)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Parameter().Replace(route, "1"));
        request.Content = method is "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json");

        // Of an answer that goes on and on, its beginning is enough.
        using HttpResponseMessage reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return reply.StatusCode switch
        {
            HttpStatusCode.Redirect when reply.Headers.Location!.OriginalString.StartsWith("/signin?", StringComparison.Ordinal) => HttpStatusCode.Unauthorized,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => reply.StatusCode,
            _ => HttpStatusCode.OK,
        };
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
