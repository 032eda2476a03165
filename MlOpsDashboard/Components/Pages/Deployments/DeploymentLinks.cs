namespace MlOpsDashboard.Components.Pages.Deployments;

/// <summary>The addresses of the page.</summary>
public static class DeploymentLinks
{
    /// <summary>The deployments of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="version">The version to roll out; null for none.</param>
    public static string Of(string model, int? version = null) =>
        $"deployments?model={Uri.EscapeDataString(model)}{(version is { } number ? $"&version={number}" : "")}";
}
