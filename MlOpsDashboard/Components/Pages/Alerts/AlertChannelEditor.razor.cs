using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Alerts.Channels;

namespace MlOpsDashboard.Components.Pages.Alerts;

/// <summary>A new channel.</summary>
public sealed partial class AlertChannelEditor : ActingComponent
{
    private const string Token = "oauth2_token";

    private static readonly KeyValuePair<string, string>[] s_kinds = [new("slack", "Slack"), new("webhook", "webhook"), new("email", "e-mail")];
    private static readonly KeyValuePair<string, string>[] s_securities = [new("start_tls", "STARTTLS"), new("tls", "TLS"), new("none", "nothing")];
    private static readonly KeyValuePair<string, string>[] s_proofs = [new("password", "a password"), new(Token, "an OAuth 2 token")];

    private string? _kind = "slack";
    private string? _name;
    private string? _url;
    private string? _secret;
    private string? _host;
    private string? _security = "start_tls";
    private int? _port;
    private string? _username;
    private string? _proof = "password";
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
            "email" => new AlertChannelForm
            {
                Name = _name,
                Kind = _kind,
                Host = _host,
                Security = _security,
                Port = _port,
                Username = string.IsNullOrWhiteSpace(_username) ? null : _username.Trim(),
                Password = _proof == Token ? null : secret,
                Oauth2Token = _proof == Token ? secret : null,
                From = _from,
                To = (_to ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            },
            "webhook" => new AlertChannelForm { Name = _name, Kind = _kind, Url = _url, Secret = secret },
            _ => new AlertChannelForm { Name = _name, Kind = _kind, Url = _url },
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
