namespace MlOpsDashboard.Core.Deployments;

/// <summary>What happened to a roll-out.</summary>
public enum RolloutEventKind
{
    /// <summary>Somebody asked for it.</summary>
    Started,

    /// <summary>The candidate got its first share of the traffic, or a larger one.</summary>
    Advanced,

    /// <summary>Somebody paused it.</summary>
    Paused,

    /// <summary>Somebody resumed it.</summary>
    Resumed,

    /// <summary>The candidate is in production.</summary>
    Completed,

    /// <summary>The candidate failed a check or a gate.</summary>
    RolledBack,

    /// <summary>Somebody ended it.</summary>
    Aborted,
}
