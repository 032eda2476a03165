using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Traffic;

namespace MlOpsDashboard.Core.Monitoring.Shares;

/// <summary>Compares the configured with the observed shares of traffic.</summary>
/// <param name="queries">Read the traffic.</param>
/// <param name="source">Knows the plan.</param>
public sealed class SharesService(MonitoringQueries queries, IShareSource source)
{
    /// <summary>The shares of a stored range.</summary>
    /// <param name="query">The range. The finer its series, the fewer requests are left out around a change of the plan.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">The range is none; the field is named.</exception>
    public async Task<TrafficShares> ReadAsync(MonitoringQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return await CompareAsync(await queries.ReadAsync(query, cancellationToken).ConfigureAwait(false), query.Model, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The shares of traffic that was read already.</summary>
    /// <param name="report">The traffic.</param>
    /// <param name="model">One model, with or without traffic; null for all that had some.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<TrafficShares> CompareAsync(TrafficReport report, string? model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        string[] names = model is not null
            ? [model]
            : [.. report.Versions.Where(version => version.Total.Version > 0).Select(version => version.Total.Model).Distinct(StringComparer.Ordinal)];
        var models = new List<ModelShares>();
        foreach (string name in names)
        {
            IReadOnlyList<SharePeriod> periods = await source.PeriodsAsync(name, report.From, report.To, cancellationToken).ConfigureAwait(false);
            models.Add(ShareCount.Of(name, report, periods));
        }

        return new TrafficShares(report.From, report.To, models);
    }
}
