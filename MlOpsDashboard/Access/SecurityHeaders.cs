using Microsoft.Extensions.Primitives;

namespace MlOpsDashboard.Access;

/// <summary>Tells the browser what our pages never do, so that injected content cannot do it either.</summary>
/// <param name="next">The rest of the program.</param>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // No page is behind these addresses, so no script of a reply needs to be let in by a nonce.
    private static readonly StringValues s_dataPolicy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
    private static readonly StringValues s_sameOrigin = "same-origin";
    private static readonly StringValues s_noSniff = "nosniff";
    private static readonly StringValues s_permissions = "camera=(), geolocation=(), microphone=()";

    /// <summary>Adds the headers to one reply.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        Apply(context);
        return next(context);
    }

    /// <summary>Adds the headers; also called for a reply that was begun anew, without its headers, after an exception.</summary>
    public static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/api") ? s_dataPolicy : Policy(ScriptNonce.Of(context));
        headers.XContentTypeOptions = s_noSniff;
        headers["Referrer-Policy"] = s_sameOrigin;
        headers["Cross-Origin-Opener-Policy"] = s_sameOrigin;
        headers["Cross-Origin-Resource-Policy"] = s_sameOrigin;
        headers["Permissions-Policy"] = s_permissions;
    }

    // style-src: MudBlazor and Plotly set style attributes. Scripts themselves come from here or carry the nonce.
    private static string Policy(string nonce) =>
        "default-src 'self'; "
        + $"script-src 'self' 'nonce-{nonce}'; "
        + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}
