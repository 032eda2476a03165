using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Live;

/// <summary>Live news for outside clients. Every client hears of jobs; trials and lines come for the jobs that it watches.</summary>
/// <param name="training">Tells whether a job exists.</param>
[Authorize]
internal sealed class LiveHub(TrainingService training) : Hub<ILiveClient>
{
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
}
