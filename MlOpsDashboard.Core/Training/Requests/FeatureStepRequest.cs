using System.Text.Json;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>A step of feature engineering, in the words of the REST contract.</summary>
public sealed record FeatureStepRequest
{
    /// <summary>What is done, such as <c>target_encoding</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The columns that it is done to.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Values of the kind's parameters; one that is left out has its default.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }
}
