using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Alerts.Channels;

namespace MlOpsDashboard.Components.Pages.Alerts;

/// <summary>A new channel.</summary>
public sealed partial class AlertChannelEditor : ActingComponent
{
    private static readonly KeyValuePair<AlertChannelKind, string>[] s_kinds =
        [new(AlertChannelKind.Slack, "Slack"), new(AlertChannelKind.Webhook, "webhook"), new(AlertChannelKind.Email, "e-mail")];
    private static readonly KeyValuePair<SmtpSecurity, string>[] s_securities =
        [new(SmtpSecurity.StartTls, "STARTTLS"), new(SmtpSecurity.Tls, "TLS"), new(SmtpSecurity.None, "nothing")];
    private static readonly KeyValuePair<bool, string>[] s_proofs = [new(false, "a password"), new(true, "an OAuth 2 token")];

    private AlertChannelKind _kind = AlertChannelKind.Slack;
    private string? _name;
    private string? _url;
    private string? _secret;
    private string? _host;
    private SmtpSecurity _security;
    private int? _port;
    private string? _username;
    private bool _hasToken;
    private string? _from;
    private string? _to;

    /// <summary>Called when it is made.</summary>
    [Parameter]
    public EventCallback Saved { get; set; }

    [Inject]
    private AlertChannelService Service { get; set; } = default!;

    private AlertChannelForm Form()
    {
        string? secret = string.IsNullOrEmpty(_secret) ? null : _secret;
        return _kind switch
        {
            AlertChannelKind.Email => new AlertChannelForm
            {
                Name = _name,
                Kind = AlertChannelWords.Kinds.WordFor(_kind),
                Host = _host,
                Security = AlertChannelWords.Securities.WordFor(_security),
                Port = _port,
                Username = string.IsNullOrWhiteSpace(_username) ? null : _username.Trim(),
                Password = _hasToken ? null : secret,
                Oauth2Token = _hasToken ? secret : null,
                From = _from,
                To = (_to ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            },
            AlertChannelKind.Webhook => new AlertChannelForm { Name = _name, Kind = AlertChannelWords.Kinds.WordFor(_kind), Url = _url, Secret = secret },
            _ => new AlertChannelForm { Name = _name, Kind = AlertChannelWords.Kinds.WordFor(_kind), Url = _url },
        };
    }

    private async Task SaveAsync()
    {
        if (await TryActAsync(actor => Service.CreateAsync(Form(), actor, Lifetime)))
        {
            (_name, _url, _secret) = (null, null, null);
            await Saved.InvokeAsync();
        }
    }
}
