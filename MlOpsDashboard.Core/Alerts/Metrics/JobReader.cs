using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Serving.Batch;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Core.Alerts.Metrics;

/// <summary>Training jobs and batch jobs that have failed.</summary>
/// <param name="contexts">Makes contexts.</param>
internal sealed class JobReader(IDbContextFactory<MlOpsDbContext> contexts) : IAlertReader
{
    /// <inheritdoc/>
    public AlertMetricKind Kind => AlertMetricKind.Jobs;

    /// <inheritdoc/>
    public async Task<AlertReading> ReadAsync(AlertRule rule, AlertSubject subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset from = now.AddSeconds(-rule.WindowSeconds);
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            int failed = await context.Set<TrainingJob>().CountAsync(
                job => job.State == TrainingState.Failed && job.FinishedAt >= from && (subject.Model == "" || job.ModelName == subject.Model),
                cancellationToken).ConfigureAwait(false);
            failed += await context.Set<BatchJob>().CountAsync(
                job => job.State == BatchState.Failed && job.FinishedAt >= from && (subject.Model == "" || job.ModelName == subject.Model),
                cancellationToken).ConfigureAwait(false);
            return new AlertReading(failed, failed);
        }
    }
}
