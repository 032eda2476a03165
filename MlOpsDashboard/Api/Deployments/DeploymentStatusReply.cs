using MlOpsDashboard.Core.Deployments;

namespace MlOpsDashboard.Api.Deployments;

/// <summary>Who answers for a model now, and how it came to that.</summary>
/// <param name="ModelName">The model.</param>
/// <param name="Traffic">Who gets what, in percent; empty without a version in production.</param>
/// <param name="Rollout">The roll-out that goes on, or null.</param>
/// <param name="History">Those that have ended, the latest first.</param>
/// <param name="FormerVersions">The versions that a rollback may go to, the latest in production first.</param>
internal sealed record DeploymentStatusReply(
    string ModelName,
    IReadOnlyList<TrafficShare> Traffic,
    RolloutReply? Rollout,
    IReadOnlyList<RolloutReply> History,
    IReadOnlyList<int> FormerVersions)
{
    /// <summary>What is told of a model.</summary>
    /// <param name="status">Its status.</param>
    public static DeploymentStatusReply Of(DeploymentStatus status) => new(
        status.ModelName,
        status.Traffic,
        status.Rollout is { } open ? RolloutReply.Of(open) : null,
        [.. status.History.Select(RolloutReply.Of)],
        status.FormerVersions);
}
