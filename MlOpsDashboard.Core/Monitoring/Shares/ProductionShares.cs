using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Monitoring.Shares;

/// <summary>All traffic to the version in production, as the registry's history tells it.</summary>
/// <param name="registry">Keeps the history.</param>
internal sealed class ProductionShares(RegistryService registry) : IShareSource
{
    private static readonly Dictionary<int, double> s_none = [];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SharePeriod>> PeriodsAsync(string model, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        (int? version, IReadOnlyList<StageEvent> changes) = await registry.ProductionAsync(model, from, to, cancellationToken).ConfigureAwait(false);
        var periods = new List<SharePeriod>();
        DateTimeOffset begin = from;
        foreach (StageEvent change in changes)
        {
            Add(periods, begin, change.At, version);
            begin = change.At;
            version = change.ToStage == ModelStage.Production ? change.Version : change.Version == version ? null : version;
        }

        Add(periods, begin, to, version);
        return periods;
    }

    // A promotion is two entries at one moment, the former version out and the next one in: nothing lies between.
    private static void Add(List<SharePeriod> periods, DateTimeOffset begin, DateTimeOffset end, int? version)
    {
        if (end > begin)
        {
            periods.Add(new SharePeriod(begin, end, version is { } only ? new Dictionary<int, double> { [only] = 1 } : s_none));
        }
    }
}
