namespace MlOpsDashboard.Core.Registry;

/// <summary>What somebody says about a version.</summary>
public sealed class ModelComment
{
    /// <summary>Counts up.</summary>
    public long Id { get; init; }

    /// <summary>The registered model.</summary>
    public required string Name { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    public required string Author { get; init; }

    /// <summary>What.</summary>
    public required string Text { get; init; }
}
