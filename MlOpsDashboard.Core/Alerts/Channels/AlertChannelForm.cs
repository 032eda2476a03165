namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>A channel that somebody wants.</summary>
public sealed record AlertChannelForm
{
    /// <summary>What people call it.</summary>
    public string? Name { get; init; }

    /// <summary><c>email</c>, <c>slack</c> or <c>webhook</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>For slack and webhook: the address.</summary>
    public string? Url { get; init; }

    /// <summary>For webhook: what the signature is made with, 16 characters or more; null sends none.</summary>
    public string? Secret { get; init; }

    /// <summary>For email: the mail server.</summary>
    public string? Host { get; init; }

    /// <summary>For email: its port; null for 587, with tls 465, with none 25.</summary>
    public int? Port { get; init; }

    /// <summary>For email: <c>start_tls</c> (as null), <c>tls</c> or <c>none</c>.</summary>
    public string? Security { get; init; }

    /// <summary>For email: who signs in; null for nobody.</summary>
    public string? Username { get; init; }

    /// <summary>For email: their password.</summary>
    public string? Password { get; init; }

    /// <summary>For email: their OAuth 2 access token, in place of a password.</summary>
    public string? Oauth2Token { get; init; }

    /// <summary>For email: who it is from.</summary>
    public string? From { get; init; }

    /// <summary>For email: who gets it.</summary>
    public IReadOnlyList<string>? To { get; init; }
}
