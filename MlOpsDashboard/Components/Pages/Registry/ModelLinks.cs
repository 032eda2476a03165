using MlOpsDashboard.Api;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>The addresses of pages and downloads about models.</summary>
public static class ModelLinks
{
    /// <summary>A registered model, with one of its versions opened.</summary>
    /// <param name="name">The model.</param>
    /// <param name="version">The version; null for the model alone.</param>
    public static string Model(string name, int? version = null) =>
        $"registry/{Uri.EscapeDataString(name)}{(version is { } number ? $"?version={number}" : "")}";

    /// <summary>A part of a version's page.</summary>
    /// <param name="name">The model.</param>
    /// <param name="version">The version.</param>
    /// <param name="tab">The part.</param>
    public static string Part(string name, int version, string tab) => $"{Model(name, version)}&tab={Uri.EscapeDataString(tab)}";

    /// <summary>The form that asks a version.</summary>
    /// <param name="modelId">The version.</param>
    public static string Predict(string modelId) => $"predict?model={Uri.EscapeDataString(modelId)}";

    /// <summary>Versions side by side.</summary>
    /// <param name="modelIds">The versions.</param>
    public static string Compare(IEnumerable<string> modelIds) =>
        $"registry/compare?ids={QueryList.Write(modelIds)}";

    /// <summary>Versions that answered the same rows.</summary>
    /// <param name="id">The comparison.</param>
    public static string Comparison(string id) => $"registry/comparisons/{Uri.EscapeDataString(id)}";

    /// <summary>A version's file.</summary>
    /// <param name="modelId">The version.</param>
    public static string Artifact(string modelId) => $"api/models/{Uri.EscapeDataString(modelId)}/artifact";

    /// <summary>A version as ONNX.</summary>
    /// <param name="modelId">The version.</param>
    public static string Onnx(string modelId) => $"api/models/{Uri.EscapeDataString(modelId)}/onnx";

    /// <summary>A version's trees as JSON.</summary>
    /// <param name="modelId">The version.</param>
    public static string Trees(string modelId) => $"api/models/{Uri.EscapeDataString(modelId)}/trees";
}
