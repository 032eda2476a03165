namespace MlOpsDashboard.Core.Retraining;

/// <summary>How far a retraining is.</summary>
public enum RetrainingState
{
    /// <summary>Its data are put together.</summary>
    Preparing,

    /// <summary>The search for a challenger is queued or runs.</summary>
    Training,

    /// <summary>Champion and challenger are compared.</summary>
    Judging,

    /// <summary>The challenger has passed; a person has to agree.</summary>
    AwaitingApproval,

    /// <summary>The challenger is in production.</summary>
    Promoted,

    /// <summary>A roll-out of the challenger, or an A/B test with it, has begun, and goes on by itself.</summary>
    RolledOut,

    /// <summary>The challenger has passed, and stays a version in the registry.</summary>
    Registered,

    /// <summary>The challenger has not passed, or a person said no. It stays in the registry.</summary>
    Rejected,

    /// <summary>There is no challenger; the last step says why.</summary>
    Failed,
}
