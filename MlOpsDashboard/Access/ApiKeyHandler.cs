using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Access;

/// <summary>Lets a request in by the API key in its header.</summary>
/// <param name="options">The scheme's options.</param>
/// <param name="logger">For the base class.</param>
/// <param name="encoder">For the base class.</param>
/// <param name="directory">Knows the keys.</param>
/// <param name="bad">Counts what does not work.</param>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKeyDirectory directory,
    BadKeys bad) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private TimeSpan? _wait;

    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>The header that carries the key.</summary>
    public const string Header = "X-API-Key";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header] is not [{ Length: > 0 } secret])
        {
            return AuthenticateResult.NoResult();
        }

        var key = await directory.FindAsync(secret, Context.RequestAborted).ConfigureAwait(false);
        if (key is null)
        {
            _wait = bad.Add(Context.Connection.RemoteIpAddress);
            return AuthenticateResult.Fail("The API key is unknown, expired or revoked.");
        }

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, key.KeyId), new Claim(ClaimTypes.Name, key.Name), Actors.Claim(key.Role), .. ScopeGuard.Claims(key)],
            SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_wait is { } wait)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = SchemeName;
        return Task.CompletedTask;
    }
}
