namespace MlOpsDashboard.Core.Alerts;

/// <summary>Where a rule stands for one model.</summary>
public enum AlertState
{
    /// <summary>Nothing is the matter, or nothing is known yet.</summary>
    Inactive,

    /// <summary>It had fired, and is over.</summary>
    Resolved,

    /// <summary>The value is on the wrong side, but not yet for as long as the rule asks.</summary>
    Pending,

    /// <summary>It fires.</summary>
    Firing,
}
