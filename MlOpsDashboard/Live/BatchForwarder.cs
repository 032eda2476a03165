using Microsoft.AspNetCore.SignalR;
using MlOpsDashboard.Api.Predict;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Live;
using MlOpsDashboard.Core.Serving.Batch;

namespace MlOpsDashboard.Live;

/// <summary>Tells the hub's clients of the batch jobs.</summary>
internal sealed class BatchForwarder(BatchFeed feed, IHubContext<LiveHub, ILiveClient> hub, BackgroundLoops loops, TimeProvider clock)
    : BackgroundLoop(loops, clock)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        using LiveSubscription<BatchJob> jobs = feed.Subscribe();
        await foreach (BatchJob job in jobs.WithCancellation(stoppingToken))
        {
            await hub.Clients.All.BatchJob(BatchJobReply.Of(job, Clock.GetUtcNow()));
        }
    }
}
