namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>Where a batch job is in its life.</summary>
public enum BatchState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>Works.</summary>
    Running,

    /// <summary>Every row is answered; the result can be taken.</summary>
    Succeeded,

    /// <summary>Ended by an error, which the job names. There is no result.</summary>
    Failed,

    /// <summary>Stopped by somebody. There is no result.</summary>
    Cancelled,
}
