namespace MlOpsDashboard.Core.Access;

/// <summary>Someone who signs in.</summary>
public sealed class User
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string UserId { get; init; }

    /// <summary>The name that histories show; unique.</summary>
    public required string Name { get; init; }

    /// <summary>What the user may do.</summary>
    public required UserRole Role { get; set; }

    /// <summary>When the user was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last time that the user signed in; null for never.</summary>
    public DateTimeOffset? SignedInAt { get; set; }
}
