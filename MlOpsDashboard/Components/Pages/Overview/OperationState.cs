namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>How a version in production does; the greater, the sooner somebody should look.</summary>
public enum OperationState
{
    /// <summary>Nobody asks.</summary>
    Idle,

    /// <summary>It answers.</summary>
    Healthy,

    /// <summary>It turns many requests away.</summary>
    Rejecting,

    /// <summary>Many requests fail.</summary>
    Failing,
}
