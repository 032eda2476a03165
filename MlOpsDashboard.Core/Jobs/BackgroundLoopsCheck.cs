using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlOpsDashboard.Core.Jobs;

/// <summary>Healthy while all background work goes on; degraded for a while after some of it fell and was begun again.</summary>
/// <param name="loops">Know which did.</param>
internal sealed class BackgroundLoopsCheck(BackgroundLoops loops) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<(string Name, bool Lies, string Reason)> falls = loops.Recent;
        string words = string.Join("; ", falls.Select(fall => fall.Lies
            ? $"{fall.Name} has ended ({fall.Reason}) and is about to begin again"
            : $"{fall.Name} had ended ({fall.Reason}) and was begun again"));
        return Task.FromResult(falls switch
        {
            [] => HealthCheckResult.Healthy("All background work goes on."),
            _ when falls.Any(fall => fall.Lies) => HealthCheckResult.Unhealthy(words + "."),
            _ => HealthCheckResult.Degraded(words + "."),
        });
    }
}
