namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>A message to one channel. Written together with its event, so that neither is there without the other.</summary>
public sealed class AlertDelivery
{
    /// <summary>Counts up in the order of the events.</summary>
    public long Id { get; init; }

    /// <summary>The channel.</summary>
    public required string ChannelId { get; init; }

    /// <summary>What it tells of.</summary>
    public required string EventId { get; init; }

    /// <summary>Where it is on its way.</summary>
    public DeliveryState State { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Before then it is not tried.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>From then on it is given up.</summary>
    public required DateTimeOffset GiveUpAt { get; set; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it got through; null before.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Why the last attempt failed; null when it did not.</summary>
    public string? LastError { get; set; }

    /// <summary>Names the message to its receiver, the same in every attempt.</summary>
    public string Key => $"{EventId}-{ChannelId}";
}
