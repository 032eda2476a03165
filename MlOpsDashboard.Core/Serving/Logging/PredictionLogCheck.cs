using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlOpsDashboard.Core.Serving.Logging;

/// <summary>Healthy while predictions are stored; degraded while they wait in memory for it; unhealthy when no more of them fit in.</summary>
/// <param name="log">Where they wait.</param>
internal sealed class PredictionLogCheck(PredictionLog log) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (log.Trouble is not { } trouble)
        {
            return Task.FromResult(HealthCheckResult.Healthy("Predictions are stored."));
        }

        string words = string.Create(
            CultureInfo.InvariantCulture,
            $"{trouble.Sentence} {log.Accepted - log.Stored} of at most {log.Capacity} predictions wait in memory since {trouble.Since:u}.");
        return Task.FromResult(log.IsCrowded ? HealthCheckResult.Unhealthy(words) : HealthCheckResult.Degraded(words));
    }
}
