namespace MlOpsDashboard.Core.Deployments;

/// <summary>Who answers for a model now, and how it came to that.</summary>
/// <param name="ModelName">The model.</param>
/// <param name="Traffic">Who gets what; empty without a version in production.</param>
/// <param name="Rollout">The roll-out that goes on, or null.</param>
/// <param name="History">Those that have ended, the latest first.</param>
/// <param name="FormerVersions">The versions that were in production before, the latest first, and can be again.</param>
public sealed record DeploymentStatus(
    string ModelName, IReadOnlyList<TrafficShare> Traffic, Rollout? Rollout, IReadOnlyList<Rollout> History, IReadOnlyList<int> FormerVersions)
{
    /// <summary>The same after another look at the roll-out.</summary>
    /// <param name="measured">The roll-out that goes on, with what was measured.</param>
    public DeploymentStatus With(Rollout measured) => this with
    {
        Rollout = measured,
        Traffic = DeploymentService.Traffic(Traffic.FirstOrDefault(share => share.Role == TrafficRole.Stable)?.Version, measured),
    };
}
