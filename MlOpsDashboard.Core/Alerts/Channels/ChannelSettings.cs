namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Everything that a channel needs to send, secrets included. It leaves the program only protected.</summary>
internal sealed record ChannelSettings
{
    /// <summary>The address of a webhook.</summary>
    public string? Url { get; init; }

    /// <summary>What the signature of a webhook is made with; null sends none.</summary>
    public string? Secret { get; init; }

    /// <summary>The mail server.</summary>
    public string? Host { get; init; }

    /// <summary>Its port.</summary>
    public int Port { get; init; }

    /// <summary>How the line is protected.</summary>
    public SmtpSecurity Security { get; init; }

    /// <summary>Who signs in at the mail server; null for nobody.</summary>
    public string? Username { get; init; }

    /// <summary>Their password; null when there is a token.</summary>
    public string? Password { get; init; }

    /// <summary>Their access token.</summary>
    public string? Oauth2Token { get; init; }

    /// <summary>Who the mail is from.</summary>
    public string? From { get; init; }

    /// <summary>Who gets it.</summary>
    public IReadOnlyList<string> To { get; init; } = [];
}
