using MlOpsDashboard.Core.Jobs;
using Quartz;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>What the scheduler runs: it only says when. The job itself is in our table.</summary>
internal sealed class BatchWork(BatchRunner runner, JobQueue<BatchWork> queue) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        string jobId = JobDispatcher.IdOf(context);
        try
        {
            await runner.RunAsync(jobId, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // One that could not even begin gives its place to others, too; the next beat takes it up again.
            if (!cancellationToken.IsCancellationRequested)
            {
                await queue.ReleaseAsync(jobId, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
