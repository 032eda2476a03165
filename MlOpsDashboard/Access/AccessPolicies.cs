namespace MlOpsDashboard.Access;

/// <summary>The names of the policies that endpoints and pages ask for.</summary>
internal static class AccessPolicies
{
    /// <summary>For administrators only.</summary>
    public const string Administrator = "administrator";
}
