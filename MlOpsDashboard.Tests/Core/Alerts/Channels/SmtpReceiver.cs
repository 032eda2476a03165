using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MlOpsDashboard.Tests.Core.Alerts.Channels;

/// <summary>A small mail server on this machine: it takes mail, and remembers what was said to it.</summary>
internal sealed class SmtpReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string[] _extensions;
    private readonly Task _work;

    public SmtpReceiver(params string[] extensions)
    {
        _extensions = extensions;
        _listener.Start();
        _work = WorkAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The commands, those of mail that was taken too.</summary>
    public List<string> Said { get; } = [];

    /// <summary>The mail that was taken.</summary>
    public List<string> Mail { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _work;
        _end.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
            return;
        }
    }

    private async Task ServeAsync(Stream stream)
    {
        try
        {
            await SpeakAsync(stream);
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client has hung up, as one does that does not trust the certificate.
            Said.Add("(gone)");
        }
    }

    private async Task SpeakAsync(Stream stream)
    {
        var reader = new StreamReader(stream, Encoding.Latin1);
        await SayAsync(stream, "220 mail.test");
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            Said.Add(line);
            string word = line.Split(' ')[0].ToUpperInvariant();
            switch (word)
            {
                case "EHLO":
                    await SayAsync(stream, string.Join("\r\n", _extensions.Prepend("mail.test").Select(one => "250-" + one)) + "\r\n250 OK");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go on");
                    using (X509Certificate2 certificate = Certificate())
                    {
                        var secure = new SslStream(stream);
                        await secure.AuthenticateAsServerAsync(certificate);
                        (stream, reader) = (secure, new StreamReader(secure, Encoding.Latin1));
                    }

                    break;
                case "AUTH":
                    await SayAsync(stream, "235 welcome");
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    var text = new StringBuilder();
                    while (await reader.ReadLineAsync(_end.Token) is { } part and not ".")
                    {
                        text.AppendLine(part);
                    }

                    Mail.Add(text.ToString());
                    await SayAsync(stream, "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 OK");
                    break;
            }
        }
    }

    private async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text + "\r\n"), _end.Token);

    // Signed by itself, so that nobody trusts it.
    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=mail.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
