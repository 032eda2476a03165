using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Api.Training;

/// <summary>The answer to a start.</summary>
internal sealed record StartedReply(string JobId, TrainingState Status, string ExperimentName, string Message)
{
    public static StartedReply Of(TrainingJob job) => new(
        job.JobId,
        job.State,
        job.ExperimentName,
        $"Training of {job.ModelName} on {job.Request.Dataset}:{job.Request.DatasetVersion} is queued.");
}
