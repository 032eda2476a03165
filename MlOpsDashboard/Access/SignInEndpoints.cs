using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Components.Plain;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Access;

/// <summary>Signing in with a one-time address or an API key, and out.</summary>
internal static class SignInEndpoints
{
    /// <summary>The address that signs in.</summary>
    public const string Path = "/signin";

    /// <summary>The query parameter that says where to go afterwards.</summary>
    public const string ReturnParameter = "return";

    private const string KeyField = "key";

    /// <summary>Maps the endpoints.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, SignInAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(Path, (Delegate)SignInByKeyAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
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
                : token is null
                    ? Page(returnTo, null, StatusCodes.Status200OK)
                    : Page(returnTo, "This sign-in address no longer works: each works once.", StatusCodes.Status403Forbidden);
        }

        User user = await users.SignInAdministratorAsync(cancellationToken).ConfigureAwait(false);
        return await BeginAsync(context, sessions, new SessionHolder(user.UserId, user.Name, user.Role), returnTo, cancellationToken).ConfigureAwait(false);
    }

    // The form of the page above. Another site's page cannot send it: CrossOriginGuard turns that away.
    private static async Task<IResult> SignInByKeyAsync(
        HttpContext context, ApiKeyDirectory keys, SessionService sessions, BadKeys bad, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasFormContentType)
        {
            return Page(null, "Sign in by the form.", StatusCodes.Status415UnsupportedMediaType);
        }

        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        string? returnTo = form[ReturnParameter];
        string secret = form[KeyField].ToString().Trim();
        if (secret.Length == 0)
        {
            return Page(returnTo, "Enter an API key.", StatusCodes.Status400BadRequest);
        }

        if (await keys.FindAsync(secret, cancellationToken).ConfigureAwait(false) is { } key)
        {
            return await BeginAsync(context, sessions, new SessionHolder(key.KeyId, key.Name, key.Role), returnTo, cancellationToken).ConfigureAwait(false);
        }

        if (bad.Add(context.Connection.RemoteIpAddress) is { } wait)
        {
            string seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            context.Response.Headers.RetryAfter = seconds;
            return Page(returnTo, $"Too many keys that do not work: wait {seconds} s.", StatusCodes.Status429TooManyRequests);
        }

        return Page(returnTo, "This API key is unknown, expired or revoked.", StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> BeginAsync(
        HttpContext context, SessionService sessions, SessionHolder holder, string? returnTo, CancellationToken cancellationToken)
    {
        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            SignInCookie.Principal(holder, await sessions.BeginAsync(holder, cancellationToken).ConfigureAwait(false)),
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

    private static RazorComponentResult<SignInPage> Page(string? returnTo, string? problem, int status) =>
        new(new Dictionary<string, object?>
        {
            [nameof(SignInPage.Problem)] = problem,
            [nameof(SignInPage.ReturnTo)] = IsLocal(returnTo) ? returnTo : null,
        })
        {
            StatusCode = status,
        };
}
