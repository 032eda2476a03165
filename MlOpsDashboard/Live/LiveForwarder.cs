using Microsoft.AspNetCore.SignalR;
using MlOpsDashboard.Api.Training;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Live;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Live;

/// <summary>Carries what happens in Core to the hub's clients: the one place that knows both.</summary>
internal sealed class LiveForwarder(TrainingFeed feed, IHubContext<LiveHub, ILiveClient> hub, BackgroundLoops loops, TimeProvider clock)
    : BackgroundLoop(loops, clock)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        using LiveSubscription<TrainingEvent> events = feed.Subscribe();
        await foreach (TrainingEvent item in events.WithCancellation(stoppingToken))
        {
            await ForwardAsync(item);
        }
    }

    private Task ForwardAsync(TrainingEvent item) => item switch
    {
        { Job: { } job } => hub.Clients.All.TrainingJob(JobReply.Of(job)),
        { Trial: { } trial } => hub.Clients.Group(LiveHub.GroupOf(item.JobId)).TrainingTrial(item.JobId, TrialReply.Of(trial)),
        { Line: { } line } => hub.Clients.Group(LiveHub.GroupOf(item.JobId)).TrainingLog(item.JobId, LogLineReply.Of(line)),
        _ => Task.CompletedTask,
    };
}
