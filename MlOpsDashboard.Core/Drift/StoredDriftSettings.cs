namespace MlOpsDashboard.Core.Drift;

/// <summary>The settings of a model as the database keeps them.</summary>
internal sealed class StoredDriftSettings
{
    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The settings as JSON.</summary>
    public required string Settings { get; set; }

    /// <summary>When the next check is due; null without a schedule.</summary>
    public DateTimeOffset? NextCheckAt { get; set; }

    /// <summary>Why the last one could not be made.</summary>
    public string? LastProblem { get; set; }
}
