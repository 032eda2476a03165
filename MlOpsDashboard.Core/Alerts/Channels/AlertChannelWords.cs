namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>The choices of a channel in the words of the REST contract.</summary>
public static class AlertChannelWords
{
    /// <summary>How somebody is told.</summary>
    public static Vocabulary<AlertChannelKind> Kinds { get; } = new(
        ("email", AlertChannelKind.Email), ("slack", AlertChannelKind.Slack), ("webhook", AlertChannelKind.Webhook));

    /// <summary>How the line to a mail server is protected.</summary>
    public static Vocabulary<SmtpSecurity> Securities { get; } = new(
        ("start_tls", SmtpSecurity.StartTls), ("tls", SmtpSecurity.Tls), ("none", SmtpSecurity.None));
}
