using System.Security.Claims;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Access;

/// <summary>Says who acts, and in which role: the one way from credentials to what services ask for.</summary>
internal static class Actors
{
    /// <summary>The claim of a role.</summary>
    public static Claim Claim(UserRole role) => new(ClaimTypes.Role, RoleWords.Name(role));

    /// <summary>The role that credentials carry; null without credentials that work.</summary>
    public static UserRole? Role(this ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && RoleWords.TryParse(user.FindFirstValue(ClaimTypes.Role), out UserRole role)
            ? role
            : null;

    /// <summary>The identifier of the user or the API key behind credentials; null without.</summary>
    public static string? HolderId(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>Whoever is behind a request or a page.</summary>
    public static Actor AsActor(this ClaimsPrincipal user) =>
        Actor.Of(user.Identity?.Name is { Length: > 0 } name ? name : "unknown", user.Role());
}
