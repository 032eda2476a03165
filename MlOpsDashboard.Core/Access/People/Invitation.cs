namespace MlOpsDashboard.Core.Access.People;

/// <summary>A link that works once: it lets somebody choose a name and a password, or a person who is known a new password.</summary>
public sealed class Invitation
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string InvitationId { get; init; }

    /// <summary>The SHA-256 of the secret in the link, 64 hexadecimal digits.</summary>
    public required string SecretSha256 { get; init; }

    /// <summary>What the invited may do.</summary>
    public required UserRole Role { get; init; }

    /// <summary>Who is to choose a new password; null for somebody new.</summary>
    public string? UserId { get; init; }

    /// <summary>Whom it is for, in the words of who made it; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it stops working by itself.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used or withdrawn; null while it works.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
