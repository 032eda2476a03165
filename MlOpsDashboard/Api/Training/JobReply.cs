using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Api.Training;

/// <summary>How far a job is.</summary>
public sealed record JobReply(
    string JobId,
    TrainingState Status,
    string ModelName,
    string ExperimentName,
    double Progress,
    string Stage,
    int TrialsDone,
    int TrialsTotal,
    BestReply? Best,
    string? RunId,
    string? ModelId,
    string? Error,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    TrainingRequest Request)
{
    internal static JobReply Of(TrainingJob job, string? modelId = null) => new(
        job.JobId,
        job.State,
        job.ModelName,
        job.ExperimentName,
        job.Progress,
        job.Stage,
        job.TrialsDone,
        job.TrialsTotal,
        job is { BestLearner: { } learner, BestMetric: { } metric, BestValue: { } value } ? new BestReply(learner, metric, value) : null,
        job.RunId,
        modelId,
        job.Error,
        job.CreatedAt,
        job.CreatedBy,
        job.StartedAt,
        job.FinishedAt,
        job.Request);
}
