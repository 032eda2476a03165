namespace MlOpsDashboard.Core.Comparisons;

/// <summary>Where a comparison is in its life.</summary>
public enum ComparisonState
{
    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>The versions answer the rows.</summary>
    Running,

    /// <summary>It has a report.</summary>
    Succeeded,

    /// <summary>It ended without a report, with a reason.</summary>
    Failed,
}
