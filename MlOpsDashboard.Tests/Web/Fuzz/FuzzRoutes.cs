using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Tests.Web.Fuzz;

/// <summary>All addresses: those of the OpenAPI document, and those of the pages.</summary>
internal static partial class FuzzRoutes
{
    /// <summary>The operations of the document.</summary>
    public static IEnumerable<FuzzRoute> Of(JsonElement document)
    {
        foreach (JsonProperty path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty operation in path.Value.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object))
            {
                JsonElement content = operation.Value.TryGetProperty("requestBody", out JsonElement body) ? body.GetProperty("content") : default;
                string[] types = content.ValueKind == JsonValueKind.Object ? [.. content.EnumerateObject().Select(type => type.Name)] : [];
                yield return new FuzzRoute(
                    operation.Name.ToUpperInvariant(),
                    path.Name,
                    operation.Value.TryGetProperty("parameters", out JsonElement parameters)
                        ? [.. parameters.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "query").Select(one => one.GetProperty("name").GetString()!)]
                        : [],
                    types,
                    types.Contains("application/json") && content.GetProperty("application/json").TryGetProperty("schema", out JsonElement schema) ? schema : default,
                    IsPage: false);
            }
        }
    }

    /// <summary>The pages, with the parameters that they take from the address.</summary>
    public static IEnumerable<FuzzRoute> Pages() =>
        from page in typeof(Program).Assembly.GetTypes()
        from route in page.GetCustomAttributes<RouteAttribute>()
        let query = from property in page.GetProperties()
                    let attribute = property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()
                    where attribute is not null
                    select (attribute.Name ?? property.Name).ToLowerInvariant()
        select new FuzzRoute("GET", Constraint().Replace(route.Template, "}"), [.. query], [], default, IsPage: true);

    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Constraint();
}
