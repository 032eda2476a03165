using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Healthy while the artifact store takes files and has room for more.</summary>
/// <param name="folder">The data folder.</param>
internal sealed class ArtifactStoreCheck(DataFolder folder) : IHealthCheck
{
    /// <summary>Below this much free space an upload or a model is likely to fail.</summary>
    private const long LeastFreeBytes = 100L << 20;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            folder.Create();
        }
        catch (StartException exception)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(exception.Message));
        }

        long free = new DriveInfo(folder.Root).AvailableFreeSpace;
        return Task.FromResult(free < LeastFreeBytes
            ? HealthCheckResult.Degraded($"The artifact store takes files, but only {free >> 20} MB of disk space are left.")
            : HealthCheckResult.Healthy("The artifact store takes files."));
    }
}
