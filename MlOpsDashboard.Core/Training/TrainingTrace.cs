using System.Diagnostics;

namespace MlOpsDashboard.Core.Training;

/// <summary>Spans of training jobs.</summary>
public static class TrainingTrace
{
    /// <summary>The name of the source.</summary>
    public const string Name = "MlOpsDashboard.Training";

    private static readonly ActivitySource s_source = new(Name);

    /// <summary>Begins the span of an attempt; null when nobody listens.</summary>
    /// <param name="job">The job.</param>
    internal static Activity? Start(TrainingJob job) => s_source.StartActivity("train")?
        .SetTag("job_id", job.JobId)
        .SetTag("model", job.ModelName)
        .SetTag("dataset", $"{job.Request.Dataset}:{job.Request.DatasetVersion}")
        .SetTag("attempt", job.Attempts);

    /// <summary>Says how the job ended.</summary>
    /// <param name="span">The span.</param>
    /// <param name="end">The end.</param>
    internal static void End(Activity? span, TrainingEnd end)
    {
        span?.SetTag("outcome", end.State.ToString().ToLowerInvariant());
        if (end.State == TrainingState.Failed)
        {
            span?.SetStatus(ActivityStatusCode.Error, end.Error);
        }
    }
}
