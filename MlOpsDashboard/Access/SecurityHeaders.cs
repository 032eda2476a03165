namespace MlOpsDashboard.Access;

/// <summary>Tells the browser what our pages never do, so that injected content cannot do it either.</summary>
/// <param name="next">The rest of the program.</param>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Adds the headers to one reply.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(ScriptNonce.Of(context));
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return next(context);
    }

    // script-src-attr: Radzen's drop-downs carry handlers such as onclick="Radzen.openPopup(…)" in their markup.
    // style-src: Radzen and Plotly set style attributes. Scripts themselves come from here or carry the nonce.
    private static string Policy(string nonce) =>
        "default-src 'self'; "
        + $"script-src 'self' 'nonce-{nonce}'; script-src-attr 'unsafe-inline'; "
        + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}
