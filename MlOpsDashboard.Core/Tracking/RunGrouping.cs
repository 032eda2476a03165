namespace MlOpsDashboard.Core.Tracking;

/// <summary>What runs are gathered by.</summary>
public enum RunGrouping
{
    /// <summary>The training job that wrote them.</summary>
    Job,

    /// <summary>The learner that was fitted.</summary>
    Learner,
}
