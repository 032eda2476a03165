using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Healthy while the artifact store takes files, has room for more, and has lost none.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="store">Knows of damaged files.</param>
internal sealed class ArtifactStoreCheck(DataFolder folder, ArtifactStore store) : IHealthCheck
{
    /// <summary>Below this much free space an upload or a model is likely to fail.</summary>
    private const long LeastFreeBytes = 100L << 20;

    private const int MostNamed = 5;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            folder.TryWriting();
        }
        catch (StartException exception)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(exception.Message));
        }

        IReadOnlyList<string> damaged = store.Problems();
        if (damaged.Count > 0)
        {
            string more = damaged.Count > MostNamed ? $" and {damaged.Count - MostNamed} more" : "";
            return Task.FromResult(HealthCheckResult.Degraded(
                $"The artifact store takes files, but some are damaged or missing: {string.Join(", ", damaged.Take(MostNamed))}{more}. GET /api/storage/verify checks all."));
        }

        long free = new DriveInfo(folder.Root).AvailableFreeSpace;
        return Task.FromResult(free < LeastFreeBytes
            ? HealthCheckResult.Degraded($"The artifact store takes files, but only {free >> 20} MB of disk space are left.")
            : HealthCheckResult.Healthy("The artifact store takes files."));
    }
}
