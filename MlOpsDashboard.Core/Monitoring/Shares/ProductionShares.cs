using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Monitoring.Shares;

/// <summary>All traffic to the version in production, as the registry's history tells it, but for what a canary has of it.</summary>
/// <param name="registry">Keeps the history.</param>
/// <param name="deployments">Keeps the canaries.</param>
internal sealed class ProductionShares(RegistryService registry, DeploymentStore deployments) : IShareSource
{
    private const int MostRollouts = 200;

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
        IReadOnlyList<Rollout> rollouts = await deployments.LatestAsync(model, MostRollouts, cancellationToken).ConfigureAwait(false);
        CandidateTime[] times = [.. rollouts.SelectMany(CandidateTime.Of)];
        return times.Length == 0 ? periods : [.. periods.SelectMany(period => Cut(period, times))];
    }

    // A canary shares the time of its stable version: a period is cut where a step begins or ends.
    private static IEnumerable<SharePeriod> Cut(SharePeriod period, CandidateTime[] times)
    {
        CandidateTime[] within = [.. times.Where(time => period.ShareOf(time.StableVersion) > 0 && time.From < period.To && time.To > period.From)];
        DateTimeOffset[] edges = [.. within.SelectMany(time => (DateTimeOffset[])[time.From, time.To]).Where(edge => edge > period.From && edge < period.To).Distinct().Order()];
        DateTimeOffset begin = period.From;
        foreach (DateTimeOffset end in edges.Append(period.To))
        {
            CandidateTime? time = Array.Find(within, time => time.From <= begin && time.To > begin);
            yield return new SharePeriod(
                begin, end, time is null ? period.Shares : new Dictionary<int, double> { [time.StableVersion] = 1 - time.Share, [time.CandidateVersion] = time.Share });
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
