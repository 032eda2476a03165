namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Where messages go.</summary>
public sealed class AlertChannel
{
    /// <summary>32 hexadecimal digits, ordered by time.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>How it sends.</summary>
    public required AlertChannelKind Kind { get; init; }

    /// <summary>Where it leads, without what is secret.</summary>
    public required string Address { get; init; }

    /// <summary>Whether it has a secret: the signature's, a password or a token.</summary>
    public required bool HasSecret { get; init; }

    /// <summary>All its settings, protected by the keys of the data folder.</summary>
    public required string Settings { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When a message last got through; null when none did.</summary>
    public DateTimeOffset? LastSentAt { get; set; }

    /// <summary>Why the last attempt failed; null when it did not.</summary>
    public string? LastError { get; set; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? LastErrorAt { get; set; }
}
