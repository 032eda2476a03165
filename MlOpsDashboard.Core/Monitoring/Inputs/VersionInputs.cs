namespace MlOpsDashboard.Core.Monitoring.Inputs;

/// <summary>What came in for a version, feature by feature.</summary>
public sealed record VersionInputs
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>Rows that were good enough to be scored.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that were refused for their content.</summary>
    public required long Refused { get; init; }

    /// <summary>Fields that are none of the model's.</summary>
    public required long UnknownFields { get; init; }

    /// <summary>Rows of the training data; null when it is not there any more.</summary>
    public required long? TrainingRows { get; init; }

    /// <summary>The features, the worst first.</summary>
    public required IReadOnlyList<FeatureInputs> Features { get; init; }

    /// <summary>How many features are clearly worse than in training.</summary>
    public int Flagged => Features.Count(feature => feature.Flagged);
}
