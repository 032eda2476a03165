namespace MlOpsDashboard.Core.Access;

/// <summary>
/// One browser that is signed in. Its cookie names it, so that signing out ends it on the server too: a copy of the cookie is worth
/// nothing afterwards.
/// </summary>
public sealed class Session
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string SessionId { get; init; }

    /// <summary>Who signed in: a user, or an API key.</summary>
    public required string UserId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>What the browser calls itself; null where it did not say, or was not asked.</summary>
    public string? Browser { get; init; }

    /// <summary>The address that it signed in from; null where it is unknown.</summary>
    public string? Address { get; init; }

    /// <summary>When it was last used, to the hour; null for not since it began.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>When it was ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
