using System.Security.Claims;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Access;

/// <summary>Says who acts, and in which role: the one way from credentials to what services ask for.</summary>
internal static class Actors
{
    /// <summary>The claim of a role.</summary>
    public static Claim Claim(UserRole role) => new(ClaimTypes.Role, SnakeCase.Name(role.ToString()));

    /// <summary>The role that credentials carry; null without credentials that work.</summary>
    public static UserRole? Role(this ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && Enum.TryParse<UserRole>(user.FindFirstValue(ClaimTypes.Role), ignoreCase: true, out var role)
            ? role
            : null;

    /// <summary>Whoever is behind a request or a page.</summary>
    public static Actor AsActor(this ClaimsPrincipal user) =>
        Actor.Of(user.Identity?.Name is { Length: > 0 } name ? name : "unknown", user.Role());
}
