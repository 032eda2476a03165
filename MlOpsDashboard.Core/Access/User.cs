namespace MlOpsDashboard.Core.Access;

/// <summary>Someone who signs in.</summary>
public sealed class User
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string UserId { get; init; }

    /// <summary>The name that histories show; unique.</summary>
    public required string Name { get; init; }

    /// <summary>The name without differences of case, by which it is found; unique.</summary>
    public required string NormalizedName { get; init; }

    /// <summary>What the user may do.</summary>
    public required UserRole Role { get; set; }

    /// <summary>When the user was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made or invited the user; null for the first administrator.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The last time that the user signed in; null for never.</summary>
    public DateTimeOffset? SignedInAt { get; set; }

    /// <summary>When the user was disabled; null while they may sign in.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>The password's salted hash with its parameters, as ASP.NET Core Identity writes it; null for none.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Wrong passwords since the last right one, or since the last lockout ended.</summary>
    public int FailedTries { get; set; }

    /// <summary>Until when no password is looked at; null for now.</summary>
    public DateTimeOffset? LockedUntil { get; set; }
}
