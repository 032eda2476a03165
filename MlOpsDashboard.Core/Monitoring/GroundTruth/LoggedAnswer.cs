using System.Text.Json;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>A stored prediction as people read it, with what turned out to be true.</summary>
public sealed record LoggedAnswer
{
    /// <summary>Names the prediction.</summary>
    public required string RequestId { get; init; }

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version that answered.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>Why this version answered.</summary>
    public required string Route { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The features by name in the order of the model's signature, as they were sent; null is missing.</summary>
    public required IReadOnlyList<KeyValuePair<string, JsonElement>> Features { get; init; }

    /// <summary>The class, or the number in invariant form.</summary>
    public required string Prediction { get; init; }

    /// <summary>The predicted class's probability; null for numbers and for versions that are gone.</summary>
    public double? Confidence { get; init; }

    /// <summary>By how much the most probable class leads over the next, 0 to 1; null for numbers.</summary>
    public double? Margin { get; init; }

    /// <summary>The probability of each class, in the signature's order; null for numbers and for versions that are gone.</summary>
    public IReadOnlyList<KeyValuePair<string, double>>? Probabilities { get; init; }

    /// <summary>What turned out to be true; null while it is not known.</summary>
    public string? Actual { get; init; }

    /// <summary>When that became known, UTC.</summary>
    public DateTimeOffset? LabelledAt { get; init; }
}
