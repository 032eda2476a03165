using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>Unhealthy while a model in production cannot answer; degraded while a former version answers in its place.</summary>
/// <param name="plans">Know what could not be loaded.</param>
internal sealed class ServingCheck(ServingPlans plans) : IHealthCheck
{
    private const int MostNamed = 5;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        KeyValuePair<string, string>[] problems = [.. plans.Problems.OrderBy(problem => problem.Key, StringComparer.Ordinal)];
        if (problems.Length == 0)
        {
            return Task.FromResult(HealthCheckResult.Healthy("The models in production that were asked for are loaded."));
        }

        string[] silent = [.. problems.Where(problem => plans.Find(problem.Key) is null).Select(problem => problem.Key)];
        string words = string.Join(" ", problems.Take(MostNamed).Select(problem => $"{problem.Key}: {problem.Value}"));
        return Task.FromResult(silent.Length > 0
            ? HealthCheckResult.Unhealthy($"A model in production cannot be loaded and does not answer ({string.Join(", ", silent.Take(MostNamed))}). {words}")
            : HealthCheckResult.Degraded($"The version in production cannot be loaded; a former one answers in its place. {words}"));
    }
}
