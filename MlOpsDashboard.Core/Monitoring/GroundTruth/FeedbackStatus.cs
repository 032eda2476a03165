namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>What became of an item.</summary>
public enum FeedbackStatus
{
    /// <summary>It is stored.</summary>
    Accepted,

    /// <summary>The same was stored before.</summary>
    Repeated,

    /// <summary>Another value was stored before; that one stays.</summary>
    Conflict,

    /// <summary>There is no such prediction.</summary>
    Unknown,

    /// <summary>The value is none that the model could have predicted.</summary>
    Invalid,
}
