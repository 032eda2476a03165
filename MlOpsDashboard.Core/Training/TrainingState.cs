namespace MlOpsDashboard.Core.Training;

/// <summary>Where a training job is in its life.</summary>
public enum TrainingState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>Works.</summary>
    Running,

    /// <summary>Ended as intended.</summary>
    Succeeded,

    /// <summary>Ended by an error, which the job names.</summary>
    Failed,

    /// <summary>Stopped by somebody. The best model until then is kept, where there was one.</summary>
    Cancelled,
}
