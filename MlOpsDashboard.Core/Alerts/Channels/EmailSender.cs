using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Sends mail. The identifier of the message is the same in every attempt, so that mail programs show it once.</summary>
/// <param name="logger">Told of a line that broke after the message was taken.</param>
internal sealed partial class EmailSender(ILogger<EmailSender> logger) : IChannelSender
{
    /// <inheritdoc/>
    public AlertChannelKind Kind => AlertChannelKind.Email;

    /// <inheritdoc/>
    public async Task SendAsync(ChannelSettings settings, AlertMessage message, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        try
        {
            await client.ConnectAsync(settings.Host!, settings.Port, Options(settings.Security), cancellationToken).ConfigureAwait(false);
            if (settings.Oauth2Token is { } token)
            {
                await client.AuthenticateAsync(new SaslMechanismOAuth2(settings.Username!, token), cancellationToken).ConfigureAwait(false);
            }
            else if (settings.Password is { } password)
            {
                await client.AuthenticateAsync(settings.Username!, password, cancellationToken).ConfigureAwait(false);
            }

            using MimeMessage mail = Mail(settings, message);
            await client.SendAsync(mail, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfTheServer(exception))
        {
            throw new ChannelException($"{settings.Host}: {exception.Message.Split('\n')[0].Trim()}", exception);
        }

        await LeaveAsync(client, settings.Host!, cancellationToken).ConfigureAwait(false);
    }

    // It was taken: a line that breaks now must not send it again.
    private async Task LeaveAsync(SmtpClient client, string host, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfTheServer(exception))
        {
            LogLeft(exception, host);
        }
    }

    private static bool IsOfTheServer(Exception exception) => exception
        is SocketException or IOException or ProtocolException or CommandException or SslHandshakeException
        or AuthenticationException or NotSupportedException or ServiceNotConnectedException or TimeoutException or UnauthorizedAccessException;

    private static SecureSocketOptions Options(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private static MimeMessage Mail(ChannelSettings settings, AlertMessage message)
    {
        var mail = new MimeMessage
        {
            MessageId = $"{message.Key}@mlops-dashboard",
            Date = message.At,
            Subject = message.Title,
            Body = new TextPart("plain") { Text = $"{message.Text}\n\n{string.Join('\n', message.Lines)}\n" },
        };
        mail.From.Add(MailboxAddress.Parse(settings.From!));
        mail.To.AddRange(settings.To.Select(one => MailboxAddress.Parse(one)));

        // So that no out-of-office answer comes back.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The line to {Host} broke after it had taken the message")]
    private partial void LogLeft(Exception exception, string host);
}
