using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>
/// Posts to addresses that people gave. Which machine a name leads to is decided when the line is made, and only there can it be
/// checked: a name may lead elsewhere a moment later. No proxy and no redirect, which would go around the check.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private readonly HttpClient _client;
    private readonly bool _allowPrivate;

    /// <summary>Makes a client.</summary>
    /// <param name="options">Whether private addresses may be reached.</param>
    public WebhookClient(IOptions<AlertOptions> options)
    {
        _allowPrivate = options.Value.AllowPrivateAddresses;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Posts, and returns when the answer says that it was taken.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ChannelException">It was not.</exception>
    public async Task PostAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage reply;
        try
        {
            // What the receiver answers beside its status is not read: it is nothing that this program should hand on.
            reply = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw exception.InnerException as ChannelException
                ?? new ChannelException($"{request.RequestUri!.Host} could not be reached: {exception.Message.TrimEnd('.')}.", exception);
        }

        using (reply)
        {
            int status = (int)reply.StatusCode;
            if (status is < 200 or > 299)
            {
                string why = status is >= 300 and < 400 ? "; redirects are not followed" : "";
                throw new ChannelException($"{request.RequestUri!.Host} answered {status}{why}.");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint wanted = context.DnsEndPoint;
        IPAddress[] found = await Dns.GetHostAddressesAsync(wanted.Host, cancellationToken).ConfigureAwait(false);
        IPAddress[] allowed = _allowPrivate ? found : [.. found.Where(address => !PrivateAddresses.Contain(address))];
        if (allowed.Length == 0)
        {
            throw new ChannelException($"{wanted.Host} leads to a private address, which is not reached unless Alerts:AllowPrivateAddresses is set.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, wanted.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
