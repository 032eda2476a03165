using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using MlOpsDashboard.Core.Monitoring.Live;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Live;

/// <summary>Live news for outside clients. Every client hears of jobs; trials and lines come for the jobs that it watches.</summary>
/// <param name="training">Tells whether a job exists.</param>
/// <param name="metrics">Gives the last seconds to those who begin to watch.</param>
[Authorize]
internal sealed class LiveHub(TrainingService training, LiveMetrics metrics) : Hub<ILiveClient>
{
    /// <summary>The group of those who watch the metrics.</summary>
    public const string MetricsGroup = "metrics";

    /// <summary>The group of those who watch a job.</summary>
    /// <param name="jobId">The job.</param>
    public static string GroupOf(string jobId) => "training/" + jobId;

    /// <summary>Begins to watch a job.</summary>
    /// <param name="jobId">The job.</param>
    public async Task WatchTraining(string jobId)
    {
        await training.GetAsync(jobId, Context.ConnectionAborted);
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(jobId), Context.ConnectionAborted);
    }

    /// <summary>Stops watching a job.</summary>
    /// <param name="jobId">The job.</param>
    public Task UnwatchTraining(string jobId) =>
        Groups.RemoveFromGroupAsync(Context.ConnectionId, GroupOf(jobId), Context.ConnectionAborted);

    /// <summary>
    /// Begins to watch the metrics: the last minutes come, and a frame a second. A frame that is made meanwhile may come
    /// both ways, so that none is missed; its time tells.
    /// </summary>
    public async Task WatchMetrics()
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, MetricsGroup, Context.ConnectionAborted);
        await Clients.Caller.MetricsHistory(metrics.Recent());
    }

    /// <summary>Stops watching the metrics.</summary>
    public Task UnwatchMetrics() => Groups.RemoveFromGroupAsync(Context.ConnectionId, MetricsGroup, Context.ConnectionAborted);
}
