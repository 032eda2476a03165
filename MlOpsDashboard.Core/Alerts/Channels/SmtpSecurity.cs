namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>How the line to a mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>It begins in clear and is encrypted before anything is said; a server that cannot is not used.</summary>
    StartTls,

    /// <summary>It is encrypted from the start.</summary>
    Tls,

    /// <summary>Not at all.</summary>
    None,
}
