using MlOpsDashboard.Api.Predict;
using MlOpsDashboard.Api.Training;
using MlOpsDashboard.Core.Monitoring.Frames;

namespace MlOpsDashboard.Live;

/// <summary>What the hub tells its clients.</summary>
public interface ILiveClient
{
    /// <summary>A training job has changed.</summary>
    /// <param name="job">The job as it is now.</param>
    Task TrainingJob(JobReply job);

    /// <summary>A trial of a job that the client watches has ended.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="trial">The trial.</param>
    Task TrainingTrial(string jobId, TrialReply trial);

    /// <summary>A job that the client watches wrote a line.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="line">The line.</param>
    Task TrainingLog(string jobId, LogLineReply line);

    /// <summary>A batch job has changed.</summary>
    /// <param name="job">The job as it is now.</param>
    Task BatchJob(BatchJobReply job);

    /// <summary>The last seconds, oldest first: sent once to a client that begins to watch the metrics.</summary>
    /// <param name="frames">At most 300 frames.</param>
    Task MetricsHistory(IReadOnlyList<MetricsFrame> frames);

    /// <summary>A second of the live metrics.</summary>
    /// <param name="frame">The second.</param>
    Task MetricsFrame(MetricsFrame frame);
}
