namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Where a message is on its way.</summary>
public enum DeliveryState
{
    /// <summary>It waits to be sent, for the first time or again.</summary>
    Queued,

    /// <summary>It got through.</summary>
    Sent,

    /// <summary>It was given up.</summary>
    Dead,
}
