namespace MlOpsDashboard.Access;

/// <summary>The names of the policies that endpoints and pages ask for.</summary>
internal static class AccessPolicies
{
    /// <summary>For editors and administrators.</summary>
    public const string Editor = "editor";

    /// <summary>For administrators only.</summary>
    public const string Administrator = "administrator";
}
