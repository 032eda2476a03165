using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using MlOpsDashboard.Api;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Access;

/// <summary>Keeps an API key that is limited to some areas out of all the others, whatever its role. A key that is not limited is nobody's business here.</summary>
/// <param name="next">The rest of the program.</param>
internal sealed class ScopeGuard(RequestDelegate next)
{
    /// <summary>The claim of a scope.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>The claims of a key's limits; none for a key without.</summary>
    /// <param name="key">The key.</param>
    public static IEnumerable<Claim> Claims(ApiKey key) => (key.Scopes ?? []).Select(scope => new Claim(ScopeClaim, KeyScopeWords.Of(scope)));

    /// <summary>Looks at one request.</summary>
    /// <param name="context">The request.</param>
    public Task InvokeAsync(HttpContext context)
    {
        string[] scopes = [.. context.User.FindAll(ScopeClaim).Select(claim => claim.Value)];
        if (scopes.Length == 0 || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return next(context);
        }

        KeyScope? needed = endpoint is RouteEndpoint route ? ScopeTable.Of(context.Request.Method, "/" + route.RoutePattern.RawText!.TrimStart('/')) : null;
        if (needed is { } scope && scopes.Contains(KeyScopeWords.Of(scope)))
        {
            return next(context);
        }

        string takes = needed is { } missing ? $"this takes the scope {KeyScopeWords.Of(missing)}" : "this is open to no limited key";
        return ProblemMapping.WriteAsync(
            context, ProblemMapping.Make(StatusCodes.Status403Forbidden, $"The API key {context.User.Identity?.Name} is limited to {string.Join(", ", scopes)}, and {takes}."));
    }
}
