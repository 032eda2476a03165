using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Alerts.Metrics;

/// <summary>The latest check for drift, however long ago it was.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="settings">Tell how many rows a verdict of a model takes.</param>
/// <param name="options">Tells it where they do not.</param>
internal sealed class DriftReader(IDbContextFactory<MlOpsDbContext> contexts, DriftSettingsStore settings, IOptions<DriftOptions> options) : IAlertReader
{
    /// <inheritdoc/>
    public AlertMetricKind Kind => AlertMetricKind.Drift;

    /// <inheritdoc/>
    public async Task<AlertReading> ReadAsync(AlertRule rule, AlertSubject subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var latest = await context.Set<StoredDriftReport>().AsNoTracking().Where(row => row.ModelName == subject.Model)
                .OrderByDescending(row => row.CheckedAt).ThenByDescending(row => row.Id)
                .Select(row => new { row.ModelVersion, row.Rows, row.Verdict, row.ShareDrifted })
                .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            return latest switch
            {
                null => new AlertReading(null, 0, "not checked for drift yet"),
                _ when latest.ModelVersion != subject.Version?.Version => new AlertReading(null, latest.Rows, $"the latest check is of {subject.Model}:{latest.ModelVersion}"),
                { Verdict: DriftVerdict.TooFewRows } => AlertReading.TooFew(
                    latest.Rows, (await settings.FindAsync(subject.Model, cancellationToken).ConfigureAwait(false))?.MinRows ?? options.Value.MinRows, "rows"),
                _ when rule.Metric == AlertMetrics.DriftShare => new AlertReading(latest.ShareDrifted, latest.Rows),
                _ => new AlertReading(latest.Verdict == DriftVerdict.Drift ? 1 : 0, latest.Rows),
            };
        }
    }
}
