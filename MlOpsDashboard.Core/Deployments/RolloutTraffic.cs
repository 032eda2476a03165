namespace MlOpsDashboard.Core.Deployments;

/// <summary>What roll-outs do to the traffic.</summary>
internal sealed class RolloutTraffic(DeploymentStore store) : ITrafficSource
{
    private const int MostRollouts = 200;

    /// <inheritdoc/>
    public async Task<TrafficPlan?> FindAsync(string model, int production, CancellationToken cancellationToken) =>
        TrafficPlan.Of(model, production, await store.FindOpenAsync(model, cancellationToken).ConfigureAwait(false)) is { Arms.Count: > 0 } plan ? plan : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrafficTime>> TimesAsync(string model, CancellationToken cancellationToken) =>
        [.. (await store.LatestAsync(model, MostRollouts, cancellationToken).ConfigureAwait(false)).SelectMany(TrafficTime.Of)];
}
