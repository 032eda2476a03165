namespace MlOpsDashboard.Core.Tracking;

/// <summary>A named collection of runs that are worth comparing with each other.</summary>
public sealed class Experiment
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>The name, unique among experiments.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }
}
