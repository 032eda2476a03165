namespace MlOpsDashboard.Core.Tracking;

/// <summary>Where a run is in its life. Everything but <see cref="Running"/> is final.</summary>
public enum RunStatus
{
    /// <summary>Still writing.</summary>
    Running,

    /// <summary>Ended as intended.</summary>
    Finished,

    /// <summary>Ended by an error, which the run names.</summary>
    Failed,

    /// <summary>Stopped by somebody.</summary>
    Cancelled,
}
