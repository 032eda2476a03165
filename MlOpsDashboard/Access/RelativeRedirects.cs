using Microsoft.Extensions.Primitives;

namespace MlOpsDashboard.Access;

/// <summary>
/// Sends redirects within the program without its name: the name comes from the request's Host header, which anybody can set, and a
/// cache between could keep a redirect to a foreign one.
/// </summary>
/// <param name="next">The rest of the program.</param>
internal sealed class RelativeRedirects(RequestDelegate next)
{
    /// <summary>Looks after one reply.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(
            static state =>
            {
                Shorten((HttpContext)state);
                return Task.CompletedTask;
            },
            context);
        return next(context);
    }

    private static void Shorten(HttpContext context)
    {
        if (!StringValues.IsNullOrEmpty(context.Response.Headers.Location)
            && Uri.TryCreate(context.Response.Headers.Location, UriKind.Absolute, out var target)
            && Uri.TryCreate($"{context.Request.Scheme}://{context.Request.Host.Value}", UriKind.Absolute, out var here)
            && string.Equals(target.Authority, here.Authority, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.Location = target.PathAndQuery + target.Fragment;
        }
    }
}
