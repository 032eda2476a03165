using Microsoft.AspNetCore.SignalR;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Live;
using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Monitoring.Live;

namespace MlOpsDashboard.Live;

/// <summary>Sends each frame of the live metrics to the clients that watch them; a message is written once for all of them.</summary>
internal sealed class MetricsForwarder(LiveMetrics metrics, IHubContext<LiveHub, ILiveClient> hub, BackgroundLoops loops, TimeProvider clock)
    : BackgroundLoop(loops, clock)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        using LiveSubscription<MetricsFrame> frames = metrics.Frames.Subscribe();
        await foreach (MetricsFrame frame in frames.WithCancellation(stoppingToken))
        {
            await hub.Clients.Group(LiveHub.MetricsGroup).MetricsFrame(frame);
        }
    }
}
