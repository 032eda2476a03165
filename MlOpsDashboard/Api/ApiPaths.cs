namespace MlOpsDashboard.Api;

/// <summary>Tells the REST interface from the pages: one answers with problems, the other with pages.</summary>
internal static class ApiPaths
{
    private const string OpenInference = "/v2";

    private static readonly PathString[] s_prefixes = ["/api", OpenInference, "/openapi", "/health", "/metrics", "/hubs", "/_blazor"];

    /// <summary>Whether errors go in the shape of the Open Inference Protocol.</summary>
    public static bool IsOpenInference(HttpRequest request) => request.Path.StartsWithSegments(OpenInference);

    /// <summary>Whether a program, not a person, reads the answer.</summary>
    public static bool Includes(HttpRequest request) => Array.Exists(s_prefixes, prefix => request.Path.StartsWithSegments(prefix));
}
