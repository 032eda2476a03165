namespace MlOpsDashboard.Tests.Support;

/// <summary>
/// What to do with a test that needs something from outside. On a developer's machine it is skipped and says why; in
/// continuous integration (<c>CI=true</c>) it runs and fails, because there a skipped test would hide a broken set-up.
/// </summary>
internal static class Requirement
{
    /// <summary>The reason to skip, or null when the test has to run.</summary>
    /// <param name="met">Whether what the test needs is there.</param>
    /// <param name="missing">What to say when it is not.</param>
    public static string? Skip(bool met, string missing) => met || IsContinuousIntegration ? null : missing;

    private static bool IsContinuousIntegration =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
}
