using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Access;

/// <summary>Prints one line at each start: the address that signs the administrator in.</summary>
/// <param name="server">Knows where the program listens.</param>
/// <param name="tokens">Makes the token.</param>
/// <param name="lifetime">Says when the program listens.</param>
internal sealed class SignInAddress(IServer server, SignInTokens tokens, IHostApplicationLifetime lifetime) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An address that a browser on this machine can open.</summary>
    internal static string Reachable(string address)
    {
        string named = address
            .Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://[::]", "://localhost", StringComparison.Ordinal);
        return named.TrimEnd('/');
    }

    // Straight to the console: the line must be seen whatever the log levels are, and must not be kept in a log.
    private void Print()
    {
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address)
        {
            Console.Out.WriteLine(
                $"MlOpsDashboard is ready. Sign in (once) at {Reachable(address)}{SignInEndpoints.Path}?token={tokens.Create()}");
        }
    }
}
