namespace MlOpsDashboard.Core.Comparisons;

/// <summary>Versions that answer the same rows: what was asked for, how far it is, and what came of it.</summary>
public sealed record Comparison
{
    /// <summary>32 hexadecimal digits, ordered by time.</summary>
    public required string Id { get; init; }

    /// <summary>The versions as <c>name:version</c>; the others are compared with the first.</summary>
    public required IReadOnlyList<string> ModelIds { get; init; }

    /// <summary>The data set.</summary>
    public required string Dataset { get; init; }

    /// <summary>Its version.</summary>
    public required int DatasetVersion { get; init; }

    /// <summary>Columns within whose values they are compared too.</summary>
    public IReadOnlyList<string> Segments { get; init; } = [];

    /// <summary>Where it is in its life.</summary>
    public ComparisonState State { get; init; }

    /// <summary>How often it has begun: more than once when the program stopped in between.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it has no report, in a sentence; null when it has one, or none yet.</summary>
    public string? Error { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it ended, UTC; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What came of it; null until it has succeeded.</summary>
    public ComparisonReport? Report { get; init; }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => State is ComparisonState.Succeeded or ComparisonState.Failed;
}
