namespace MlOpsDashboard.Core.Approvals;

/// <summary>What a check of a candidate says.</summary>
public enum CheckOutcome
{
    /// <summary>Nothing speaks against it.</summary>
    Passed,

    /// <summary>Something to look at.</summary>
    Warning,

    /// <summary>Something speaks against it.</summary>
    Failed,

    /// <summary>It cannot be said; the text says why.</summary>
    Unknown,
}
