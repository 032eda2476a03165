using MlOpsDashboard.Api;

namespace MlOpsDashboard.Access;

/// <summary>
/// Turns away what another site's page sends through a signed-in browser: requests that change something, and live
/// connections. SameSite cookies alone do not do it, because every port of this machine counts as the same site.
/// </summary>
/// <param name="next">The rest of the program.</param>
internal sealed class CrossOriginGuard(RequestDelegate next)
{
    /// <summary>Looks at one request.</summary>
    public Task InvokeAsync(HttpContext context) => Matters(context) && IsForeign(context.Request)
        ? ProblemMapping.WriteAsync(
            context,
            ProblemMapping.Make(StatusCodes.Status403Forbidden, "The request comes from a page of another origin."))
        : next(context);

    private static bool Matters(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest
        || !(HttpMethods.IsGet(context.Request.Method)
            || HttpMethods.IsHead(context.Request.Method)
            || HttpMethods.IsOptions(context.Request.Method));

    // An API key is no cookie: a browser never adds it by itself, so it proves that the sender means it.
    private static bool IsForeign(HttpRequest request) =>
        !request.Headers.ContainsKey(ApiKeyHandler.Header)
        && request.Headers.Origin is [{ Length: > 0 } origin]
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && Uri.TryCreate($"{from.Scheme}://{request.Host.Value}", UriKind.Absolute, out var here)
            && string.Equals(from.Authority, here.Authority, StringComparison.OrdinalIgnoreCase));
}
