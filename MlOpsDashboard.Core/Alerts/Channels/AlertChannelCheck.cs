using MimeKit;

namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Finds everything that is wrong with a channel before anything of it is stored.</summary>
internal sealed class AlertChannelCheck
{
    private const int MostText = 2000;
    private const int MostName = 100;
    private const int LeastSecret = 16;
    private const int MostReceivers = 50;

    private readonly RequestErrors _errors = new();
    private readonly bool _allowPrivate;

    private AlertChannelCheck(bool allowPrivate) => _allowPrivate = allowPrivate;

    /// <summary>Checks a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="allowPrivate">Whether webhooks may reach private addresses.</param>
    /// <returns>Its name, its kind, its settings, and where it leads without what is secret.</returns>
    /// <exception cref="InvalidException">Something is wrong; every field is named.</exception>
    public static (string Name, AlertChannelKind Kind, ChannelSettings Settings, string Address) Read(AlertChannelForm form, bool allowPrivate)
    {
        var check = new AlertChannelCheck(allowPrivate);
        string name = form.Name?.Trim() ?? "";
        AlertChannelKind? kind = AlertChannelWords.Kinds.Find(form.Kind?.Trim().ToLowerInvariant());
        check._errors.Must(kind is not null, "kind", "must be email, slack or webhook.");
        name = name.Length == 0 && kind is not null ? AlertChannelWords.Kinds.WordFor(kind.Value) : name;
        check._errors.Must(name.Length <= MostName && !name.Any(char.IsControl), "name", $"must have at most {MostName} characters, none of them a control character.");
        (ChannelSettings settings, string address) = kind switch
        {
            AlertChannelKind.Email => check.Mail(form),
            null => (new ChannelSettings(), ""),
            _ => check.Hook(form, kind.Value),
        };
        check._errors.ThrowIfAny();
        return (name, kind!.Value, settings, address);
    }

    private (ChannelSettings Settings, string Address) Hook(AlertChannelForm form, AlertChannelKind kind)
    {
        _errors.Require(
            kind == AlertChannelKind.Webhook ? form.Secret is null || form.Secret.Length is >= LeastSecret and <= MostText : form.Secret is null,
            "secret",
            kind == AlertChannelKind.Webhook ? $"secret must have {LeastSecret} to {MostText:N0} characters: who guesses it can forge messages." : "secret belongs to a webhook: Slack checks no signature, the address is its secret.");
        bool isAddress = Uri.TryCreate(form.Url?.Trim(), UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && form.Url!.Length <= MostText;
        _errors.Must(isAddress, "url", "must be an address that begins with https:// or http://.");
        if (!isAddress)
        {
            return (new ChannelSettings(), "");
        }

        _errors.Must(url!.UserInfo.Length == 0, "url", "must not hold a user or password: the signature tells who sends.");
        _errors.Must(
            _allowPrivate || !PrivateAddresses.IsNamedBy(url),
            "url",
            $"leads to {url.Host}, which is a private address. Give one of the internet, or have Alerts:AllowPrivateAddresses set in the configuration.");

        // Such an address is often a secret as a whole, in its path or its query.
        string shown = $"{url.Scheme}://{url.Authority}{(url.AbsolutePath.Length > 1 || url.Query.Length > 0 ? "/…" : "/")}";
        return (new ChannelSettings { Url = url.AbsoluteUri, Secret = form.Secret }, shown);
    }

    private (ChannelSettings Settings, string Address) Mail(AlertChannelForm form)
    {
        string host = form.Host?.Trim() ?? "";
        _errors.Must(host.Length is > 0 and <= 255 && Uri.CheckHostName(host) != UriHostNameType.Unknown, "host", "must be the name of a mail server, as in smtp.example.org.");
        _errors.Must(form.Port is null or (>= 1 and <= 65535), "port", $"must be from 1 to 65,535, not {form.Port}.");
        SmtpSecurity? security = form.Security?.Trim().ToLowerInvariant() switch
        {
            null or "starttls" => SmtpSecurity.StartTls,
            var word => AlertChannelWords.Securities.Find(word),
        };
        _errors.Must(security is not null, "security", "must be start_tls, tls or none.");
        CheckSignIn(form, host, security);
        _errors.Must(IsMailbox(form.From), "from", "must be an e-mail address, as in mlops@example.org.");
        string[] to = [.. (form.To ?? []).Select(one => one?.Trim() ?? "")];
        _errors.Must(to.Length is > 0 and <= MostReceivers && to.All(IsMailbox), "to", $"must be a list of 1 to {MostReceivers} e-mail addresses.");
        var settings = new ChannelSettings
        {
            Host = host,
            Port = form.Port ?? security switch { SmtpSecurity.Tls => 465, SmtpSecurity.None => 25, _ => 587 },
            Security = security ?? SmtpSecurity.StartTls,
            Username = form.Username,
            Password = form.Password,
            Oauth2Token = form.Oauth2Token,
            From = form.From?.Trim(),
            To = to,
        };
        return (settings, $"{string.Join(", ", to)} by {host}:{settings.Port}");
    }

    private void CheckSignIn(AlertChannelForm form, string host, SmtpSecurity? security)
    {
        bool hasSecret = form.Password is not null || form.Oauth2Token is not null;
        _errors.Must(!hasSecret || !string.IsNullOrWhiteSpace(form.Username), "username", "is needed to sign in with a password or a token.");
        _errors.Must(form.Username is null || hasSecret, "password", "or oauth2_token is needed for username to sign in.");
        _errors.Require(form.Password is null || form.Oauth2Token is null, "oauth2_token", "Give password or oauth2_token, and not both.");
        bool isHere = Uri.TryCreate($"smtp://{host}", UriKind.Absolute, out Uri? server) && server.IsLoopback;
        _errors.Must(!hasSecret || security != SmtpSecurity.None || isHere, "security", "none would send the password readable over the network: use start_tls or tls.");
    }

    private static bool IsMailbox(string? text) => text is { Length: > 2 and <= 320 } && MailboxAddress.TryParse(text.Trim(), out MailboxAddress? one)
        && one.Address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < one.Address.Length - 1;
}
