using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Api;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Access;

/// <summary>The cookie that keeps a browser signed in.</summary>
/// <param name="access">Says for how long.</param>
/// <param name="folder">Tells two programs on one machine apart: cookies know no ports.</param>
internal sealed class SignInCookie(IOptions<AccessOptions> access, DataFolder folder) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    /// <inheritdoc/>
    public void Configure(CookieAuthenticationOptions options)
    {
        string place = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder.Root)))[..8];
        options.Cookie.Name = $"mlops.{place}";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(access.Value.CookieDays);
        options.SlidingExpiration = true;
        options.LoginPath = SignInEndpoints.Path;
        options.ReturnUrlParameter = SignInEndpoints.ReturnParameter;
        options.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => AnswerAsync(context, StatusCodes.Status403Forbidden);
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    /// <inheritdoc/>
    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name == CookieAuthenticationDefaults.AuthenticationScheme)
        {
            Configure(options);
        }
    }

    /// <summary>The identity that a session's cookie carries.</summary>
    public static ClaimsPrincipal Principal(SessionHolder holder, Session session) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, holder.Id),
            new Claim(ClaimTypes.Name, holder.Name),
            Actors.Claim(holder.Role),
            new Claim(Credential.SessionClaim, session.SessionId),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme));

    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (ApiPaths.Includes(context.Request) || status == StatusCodes.Status403Forbidden)
        {
            context.Response.StatusCode = status;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    // Signing out ends the session, as does a data folder that was emptied, a user who is gone or who has another role now.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<SessionService>();
        string? id = context.Principal?.FindFirstValue(Credential.SessionClaim);
        if (id is null
            || await sessions.FindHolderAsync(id, context.HttpContext.RequestAborted).ConfigureAwait(false) is not { } holder
            || holder.Role != context.Principal!.Role())
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme).ConfigureAwait(false);
            return;
        }

        await sessions.SeeAsync(id, context.HttpContext.RequestAborted).ConfigureAwait(false);
    }
}
