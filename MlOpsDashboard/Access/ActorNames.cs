using System.Security.Claims;

namespace MlOpsDashboard.Access;

/// <summary>Says who acts, for histories.</summary>
internal static class ActorNames
{
    /// <summary>The user's or API key's name.</summary>
    public static string ActorName(this ClaimsPrincipal user) => user.Identity?.Name is { Length: > 0 } name ? name : "unknown";
}
