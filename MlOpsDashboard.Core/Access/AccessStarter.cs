using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Core.Access;

/// <summary>Makes the operator's API key before the first request comes.</summary>
/// <param name="options">Names the key, if there is one.</param>
/// <param name="keys">Makes it.</param>
internal sealed class AccessStarter(IOptions<AccessOptions> options, ApiKeyService keys) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => options.Value.BootstrapApiKey is { Length: > 0 } secret
        ? keys.BootstrapAsync(secret, cancellationToken)
        : Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
