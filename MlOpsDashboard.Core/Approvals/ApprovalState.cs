namespace MlOpsDashboard.Core.Approvals;

/// <summary>What became of a request.</summary>
public enum ApprovalState
{
    /// <summary>It waits for an approver.</summary>
    Pending,

    /// <summary>An approver agreed, and the version went into production in the same moment.</summary>
    Approved,

    /// <summary>An approver said no.</summary>
    Rejected,

    /// <summary>Who asked took it back.</summary>
    Withdrawn,

    /// <summary>There is nothing to decide any more: the version is archived, removed, or in production already.</summary>
    Outdated,
}
