namespace MlOpsDashboard.Core.Deployments;

/// <summary>How far a roll-out is.</summary>
public enum RolloutState
{
    /// <summary>The candidate is being loaded and checked; it has no traffic.</summary>
    Warming,

    /// <summary>The candidate has its share of the traffic, or answers in the background.</summary>
    Running,

    /// <summary>The same, but it gets no larger share until somebody resumes.</summary>
    Paused,

    /// <summary>The candidate is in production.</summary>
    Completed,

    /// <summary>The candidate failed a check or a gate; the former version answers everything.</summary>
    RolledBack,

    /// <summary>Somebody ended it; the former version answers everything.</summary>
    Aborted,
}
