using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>Every number, time or flag that an address may carry is refused by its name when it is something else.</summary>
public sealed class UnreadParameterTests
{
    [Fact]
    public async Task Every_parameter_of_every_listing_is_named_when_it_cannot_be_read()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        (string Address, string Name)[] asked = [.. Parameters(app)];
        Assert.True(asked.Length > 30, $"{asked.Length} parameters were found.");
        var wrong = new List<string>();
        foreach ((string address, string name) in asked)
        {
            using HttpResponseMessage reply = await client.GetAsync(address + name + "=nonsense");
            JsonElement body = reply.Content.Headers.ContentType?.MediaType == "application/problem+json" ? await reply.Content.ReadFromJsonAsync<JsonElement>() : default;
            if (reply.StatusCode != HttpStatusCode.BadRequest || body.ValueKind != JsonValueKind.Object
                || !body.TryGetProperty("errors", out JsonElement errors) || !errors.TryGetProperty(name, out _))
            {
                wrong.Add($"{address}{name}: {(int)reply.StatusCode} {body}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static IEnumerable<(string Address, string Name)> Parameters(AppFactory app) =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
        let address = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
            string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "1"))))
        where address.StartsWith("/api/", StringComparison.Ordinal)
        let parameters = endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(one => one.HasTryParse && endpoint.RoutePattern.Parameters.All(part => part.Name != one.Name)).ToArray()
        from parameter in parameters
        let needed = parameters.Where(one => !one.IsOptional && one != parameter).Select(one => $"{SnakeCase.Name(one.Name)}=1&")
        select (address + "?" + string.Concat(needed), SnakeCase.Name(parameter.Name));
}
