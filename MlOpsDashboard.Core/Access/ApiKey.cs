namespace MlOpsDashboard.Core.Access;

/// <summary>
/// A key that a program signs its requests with. Only the secret's SHA-256 is kept: 256 random bits cannot be guessed
/// from it, so nothing slower is needed. (A key that the operator chose is as strong as the operator made it.)
/// </summary>
public sealed class ApiKey
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string KeyId { get; init; }

    /// <summary>What people call the key; the actor in histories.</summary>
    public required string Name { get; init; }

    /// <summary>The first characters of the secret, enough to recognise it.</summary>
    public required string Prefix { get; init; }

    /// <summary>The secret's SHA-256, 64 hexadecimal digits.</summary>
    public required string SecretSha256 { get; init; }

    /// <summary>What the key may do.</summary>
    public required UserRole Role { get; init; }

    /// <summary>The areas that it is limited to within its role; null for all that the role allows.</summary>
    public IReadOnlyList<KeyScope>? Scopes { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it stops working by itself; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The last time that it was used, to the minute; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>When it was revoked; null while it works.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
