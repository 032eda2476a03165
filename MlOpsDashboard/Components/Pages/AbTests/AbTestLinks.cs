namespace MlOpsDashboard.Components.Pages.AbTests;

/// <summary>The addresses of the pages.</summary>
public static class AbTestLinks
{
    /// <summary>A test.</summary>
    /// <param name="testId">The test.</param>
    public static string Of(string testId) => $"abtests/{Uri.EscapeDataString(testId)}";

    /// <summary>The tests, with the form for a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="version">The challenger; null for none.</param>
    public static string Start(string model, int? version = null) =>
        $"abtests?model={Uri.EscapeDataString(model)}{(version is { } number ? $"&version={number}" : "")}";
}
