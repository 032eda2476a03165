using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Components.Plain;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Access;

/// <summary>Signing in with a one-time address, and out.</summary>
internal static class SignInEndpoints
{
    /// <summary>The address that signs in.</summary>
    public const string Path = "/signin";

    /// <summary>The query parameter that says where to go afterwards.</summary>
    public const string ReturnParameter = "return";

    private const string HowTo =
        "Open the address that the program printed in its console when it started; it works once. "
        + "To get a new one, restart the program.";

    /// <summary>Maps the endpoints.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, SignInAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/signout", (Delegate)SignOutAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context,
        SignInTokens tokens,
        UserService users,
        SessionService sessions,
        string? token,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = ReturnParameter)] string? returnTo,
        CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!tokens.Redeem(token))
        {
            // Someone who is signed in and opens the used address again only wants to get in.
            return token is not null && context.User.Identity?.IsAuthenticated == true
                ? TypedResults.LocalRedirect("/")
                : Page(
                    token is null ? "Please sign in" : "This sign-in address no longer works",
                    HowTo,
                    token is null ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden);
        }

        var user = await users.SignInAdministratorAsync(cancellationToken).ConfigureAwait(false);
        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            SignInCookie.Principal(user, await sessions.BeginAsync(user, cancellationToken).ConfigureAwait(false)),
            new AuthenticationProperties { IsPersistent = true }).ConfigureAwait(false);
        return TypedResults.LocalRedirect(IsLocal(returnTo) ? returnTo! : "/");
    }

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext context, SessionService sessions)
    {
        if (Credential.Of(context.User) is { IsKey: false } session)
        {
            // Whether the browser still waits or not: who asked to be signed out is.
            await sessions.EndAsync(session.Id, CancellationToken.None).ConfigureAwait(false);
        }

        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme).ConfigureAwait(false);
        return TypedResults.LocalRedirect(Path);
    }

    private static bool IsLocal(string? address) =>
        address is ['/'] || (address is ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl));

    private static RazorComponentResult<PlainPage> Page(string title, string text, int status) =>
        new(new Dictionary<string, object?> { [nameof(PlainPage.Title)] = title, [nameof(PlainPage.Text)] = text })
        {
            StatusCode = status,
        };
}
