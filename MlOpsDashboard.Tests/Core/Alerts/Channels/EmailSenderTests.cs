using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using MlOpsDashboard.Core.Alerts.Channels;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Alerts.Channels;

public sealed class EmailSenderTests
{
    private static readonly AlertMessage s_message = AlertMessage.Test("key-1", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), "mail", "https://mlops.example.org/");

    private readonly EmailSender _sender = new(NullLogger<EmailSender>.Instance);

    [Fact]
    public async Task Mail_arrives_with_an_identifier_of_its_own()
    {
        await using var server = new SmtpReceiver();

        await _sender.SendAsync(Settings(server), s_message, default);

        string mail = Assert.Single(server.Mail);
        Assert.Contains("Message-Id: <key-1@mlops-dashboard>", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Subject: [test] The channel mail works; nothing has happened.", mail, StringComparison.Ordinal);
        Assert.Contains("https://mlops.example.org/alerts", mail, StringComparison.Ordinal);
        Assert.Contains("RCPT TO:<ann@example.org>", server.Said);
        Assert.Contains("RCPT TO:<bob@example.org>", server.Said);
    }

    [Fact]
    public async Task A_password_signs_in()
    {
        await using var server = new SmtpReceiver("AUTH PLAIN");

        await _sender.SendAsync(Settings(server) with { Username = "u", Password = "p" }, s_message, default);

        Assert.Contains($"AUTH PLAIN {Convert.ToBase64String(Encoding.ASCII.GetBytes("\0u\0p"))}", server.Said);
        Assert.Single(server.Mail);
    }

    [Fact]
    public async Task A_token_signs_in()
    {
        await using var server = new SmtpReceiver("AUTH XOAUTH2");

        await _sender.SendAsync(Settings(server) with { Username = "u", Oauth2Token = "t" }, s_message, default);

        Assert.Contains($"AUTH XOAUTH2 {Convert.ToBase64String(Encoding.ASCII.GetBytes("user=u\u0001auth=Bearer t\u0001\u0001"))}", server.Said);
    }

    [Fact]
    public async Task A_server_that_cannot_encrypt_gets_nothing()
    {
        await using var server = new SmtpReceiver();

        await Assert.ThrowsAsync<ChannelException>(() => _sender.SendAsync(Settings(server) with { Security = SmtpSecurity.StartTls }, s_message, default));

        Assert.Empty(server.Mail);
        Assert.DoesNotContain(server.Said, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_nobody_vouches_for_gets_nothing()
    {
        await using var server = new SmtpReceiver("STARTTLS");

        await Assert.ThrowsAsync<ChannelException>(() => _sender.SendAsync(Settings(server) with { Security = SmtpSecurity.StartTls, Username = "u", Password = "p" }, s_message, default));

        Assert.Contains("STARTTLS", server.Said);
        Assert.DoesNotContain(server.Said, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var server = new SmtpReceiver();
        ChannelSettings settings = Settings(server);
        await server.DisposeAsync();

        ChannelException failed = await Assert.ThrowsAsync<ChannelException>(() => _sender.SendAsync(settings, s_message, default));

        Assert.StartsWith("127.0.0.1: ", failed.Message, StringComparison.Ordinal);
    }

    private static ChannelSettings Settings(SmtpReceiver server) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        Security = SmtpSecurity.None,
        From = "mlops@example.org",
        To = ["ann@example.org", "bob@example.org"],
    };
}
