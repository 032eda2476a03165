using Microsoft.Extensions.Hosting;
using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>After a restart: takes up the jobs that have not ended.</summary>
internal sealed class BatchStarter(BatchJobStore store, JobQueue<BatchWork> queue) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchJob> open = await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        await queue.ResumeAsync(open.Select(job => (job.JobId, job.State == BatchState.Running)), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
