namespace MlOpsDashboard.Access;

/// <summary>The names of the policies that endpoints and pages ask for.</summary>
internal static class AccessPolicies
{
    /// <summary>For data scientists and those above them.</summary>
    public const string DataScientist = "data_scientist";

    /// <summary>For approvers and administrators.</summary>
    public const string Approver = "approver";

    /// <summary>For administrators only.</summary>
    public const string Administrator = "administrator";
}
