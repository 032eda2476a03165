namespace MlOpsDashboard.Api;

/// <summary>Tells the REST interface from the pages: one answers with problems, the other with pages.</summary>
internal static class ApiPaths
{
    private static readonly PathString[] _prefixes = ["/api", "/openapi", "/health", "/metrics", "/hubs", "/_blazor"];

    /// <summary>Whether a program, not a person, reads the answer.</summary>
    public static bool Includes(HttpRequest request) => Array.Exists(_prefixes, prefix => request.Path.StartsWithSegments(prefix));
}
