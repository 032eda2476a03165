using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Monitoring.Shares;

/// <summary>All traffic to the version in production, as the registry's history tells it, but for what a canary or an A/B test has of it.</summary>
/// <param name="registry">Keeps the history.</param>
/// <param name="traffic">Know what was shared.</param>
internal sealed class ProductionShares(RegistryService registry, IEnumerable<ITrafficSource> traffic) : IShareSource
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
        var times = new List<TrafficTime>();
        foreach (ITrafficSource source in traffic)
        {
            times.AddRange(await source.TimesAsync(model, cancellationToken).ConfigureAwait(false));
        }

        return times.Count == 0 ? periods : [.. periods.SelectMany(period => Cut(period, times))];
    }

    // A canary or a test shares the time of its stable version: a period is cut where a step begins or ends.
    private static IEnumerable<SharePeriod> Cut(SharePeriod period, List<TrafficTime> times)
    {
        TrafficTime[] within = [.. times.Where(time => period.ShareOf(time.StableVersion) > 0 && time.From < period.To && time.To > period.From)];
        DateTimeOffset[] edges = [.. within.SelectMany(time => (DateTimeOffset[])[time.From, time.To]).Where(edge => edge > period.From && edge < period.To).Distinct().Order()];
        DateTimeOffset begin = period.From;
        foreach (DateTimeOffset end in edges.Append(period.To))
        {
            TrafficTime? time = Array.Find(within, time => time.From <= begin && time.To > begin);
            yield return new SharePeriod(begin, end, time is null ? period.Shares : time.Shares);
            begin = end;
        }
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
