using MlOpsDashboard.Core.Deployments;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>What A/B tests do to the traffic.</summary>
internal sealed class AbTestTraffic(AbTestStore store) : ITrafficSource
{
    private const int MostTests = 200;

    /// <inheritdoc/>
    public async Task<TrafficPlan?> FindAsync(string model, int production, CancellationToken cancellationToken) =>
        await store.FindOpenAsync(model, cancellationToken).ConfigureAwait(false) is { } test && test.ChampionVersion == production ? PlanOf(test) : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrafficTime>> TimesAsync(string model, CancellationToken cancellationToken) =>
    [
        .. (await store.LatestAsync(model, MostTests, cancellationToken).ConfigureAwait(false))
            .Select(test => new TrafficTime(test.StartedAt, test.EndedAt ?? DateTimeOffset.MaxValue, test.ChampionVersion, PlanOf(test).ToShares())),
    ];

    private static TrafficPlan PlanOf(AbTest test) => new(
        test.ModelName,
        test.ChampionVersion,
        [.. test.ChallengerVersions.Select((version, i) => new TrafficArm(version, test.Shares[i + 1] * test.Settings.Traffic))],
        false,
        test.Id)
    {
        ChampionShare = test.Shares[0] * test.Settings.Traffic,
    };
}
