using System.Security.Claims;

namespace MlOpsDashboard.Access;

/// <summary>What let somebody in: an API key, or a signed-in browser's session.</summary>
/// <param name="IsKey">Whether it is an API key.</param>
/// <param name="Id">The key's or the session's identifier.</param>
internal sealed record Credential(bool IsKey, string Id)
{
    /// <summary>The claim that names a session.</summary>
    public const string SessionClaim = "session";

    /// <summary>The credential behind someone; null for somebody who has none.</summary>
    public static Credential? Of(ClaimsPrincipal user) => user.Identity switch
    {
        { IsAuthenticated: true, AuthenticationType: ApiKeyHandler.SchemeName } => Make(true, user.FindFirstValue(ClaimTypes.NameIdentifier)),
        { IsAuthenticated: true } => Make(false, user.FindFirstValue(SessionClaim)),
        _ => null,
    };

    private static Credential? Make(bool isKey, string? id) => id is null ? null : new Credential(isKey, id);
}
