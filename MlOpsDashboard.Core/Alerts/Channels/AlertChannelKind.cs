namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>How somebody is told.</summary>
public enum AlertChannelKind
{
    /// <summary>By e-mail.</summary>
    Email,

    /// <summary>By an incoming webhook as Slack has them.</summary>
    Slack,

    /// <summary>By JSON to any address, signed.</summary>
    Webhook,
}
