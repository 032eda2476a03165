using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Components.Plain;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Access.People;

namespace MlOpsDashboard.Access;

/// <summary>Signing in with a one-time address, a password or an API key, and out.</summary>
internal static class SignInEndpoints
{
    /// <summary>The address that signs in.</summary>
    public const string Path = "/signin";

    /// <summary>The query parameter that says where to go afterwards.</summary>
    public const string ReturnParameter = "return";

    private const string KeyField = "key";
    private const string NameField = "name";
    private const string PasswordField = "password";
    private static readonly TimeSpan s_refusal = TimeSpan.FromMilliseconds(500);

    /// <summary>Maps the endpoints.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, SignInAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(Path, (Delegate)SignInByFormAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
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

    // The forms of the page above. Another site's page cannot send them: CrossOriginGuard turns that away.
    private static async Task<IResult> SignInByFormAsync(
        HttpContext context, ApiKeyDirectory keys, PasswordSignIn passwords, SessionService sessions, BadKeys bad, TimeProvider clock, CancellationToken cancellationToken)
    {
        long began = clock.GetTimestamp();
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasFormContentType)
        {
            return Page(null, "Sign in by the form.", StatusCodes.Status415UnsupportedMediaType);
        }

        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        string? returnTo = form[ReturnParameter];
        bool byKey = form.ContainsKey(KeyField);
        string name = form[NameField].ToString();
        (string secret, string password) = (form[KeyField].ToString().Trim(), form[PasswordField].ToString());
        if (byKey ? secret.Length == 0 : name.Length == 0 || password.Length == 0)
        {
            return Page(returnTo, byKey ? "Enter an API key." : "Enter your name and your password.", StatusCodes.Status400BadRequest, name, byKey);
        }

        ApiKey? found = byKey ? await keys.FindAsync(secret, cancellationToken).ConfigureAwait(false) : null;
        if (found?.Scopes is { } scopes)
        {
            return Page(returnTo, $"This API key is limited to {KeyScopeWords.Of(scopes)}: it opens no pages.", StatusCodes.Status403Forbidden, name, byKey);
        }

        SessionHolder? holder = byKey
            ? found is { } key ? new SessionHolder(key.KeyId, key.Name, key.Role) : null
            : await passwords.SignInAsync(name, password, cancellationToken).ConfigureAwait(false) is { } user ? new SessionHolder(user.UserId, user.Name, user.Role) : null;
        return holder is null
            ? await RefuseAsync(context, bad, clock, began, returnTo, name, byKey, cancellationToken).ConfigureAwait(false)
            : await BeginAsync(context, sessions, holder, returnTo, cancellationToken).ConfigureAwait(false);
    }

    // What is looked up for a name that there is takes a moment longer than for one that there is not: every refusal takes the same time.
    private static async Task<IResult> RefuseAsync(
        HttpContext context, BadKeys bad, TimeProvider clock, long began, string? returnTo, string name, bool byKey, CancellationToken cancellationToken)
    {
        TimeSpan left = s_refusal - clock.GetElapsedTime(began);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancellationToken).ConfigureAwait(false);
        }

        if (bad.Add(context.Connection.RemoteIpAddress) is { } wait)
        {
            string seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            context.Response.Headers.RetryAfter = seconds;
            return Page(returnTo, $"Too many keys or passwords that do not work: wait {seconds} s.", StatusCodes.Status429TooManyRequests, name, byKey);
        }

        string problem = byKey
            ? "This API key is unknown, expired or revoked."
            : $"Name or password is wrong. After {PasswordSignIn.MostTries} wrong passwords, no one is let in for {PasswordSignIn.Lockout.TotalMinutes:0} minutes.";
        return Page(returnTo, problem, StatusCodes.Status403Forbidden, name, byKey);
    }

    /// <summary>Begins a session of somebody who has just proved who they are, and leads them on.</summary>
    internal static async Task<IResult> BeginAsync(
        HttpContext context, SessionService sessions, SessionHolder holder, string? returnTo, CancellationToken cancellationToken)
    {
        Session session = await sessions.BeginAsync(
            holder, context.Request.Headers.UserAgent.ToString(), context.Connection.RemoteIpAddress?.ToString(), cancellationToken).ConfigureAwait(false);
        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            SignInCookie.Principal(holder, session),
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

    private static RazorComponentResult<SignInPage> Page(
        string? returnTo, string? problem, int status, string? name = null, bool byKey = false) =>
        new(new Dictionary<string, object?>
        {
            [nameof(SignInPage.Problem)] = problem,
            [nameof(SignInPage.Name)] = name,
            [nameof(SignInPage.ByKey)] = byKey,
            [nameof(SignInPage.ReturnTo)] = IsLocal(returnTo) ? returnTo : null,
        })
        {
            StatusCode = status,
        };
}
