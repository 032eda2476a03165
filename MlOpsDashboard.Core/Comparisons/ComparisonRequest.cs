namespace MlOpsDashboard.Core.Comparisons;

/// <summary>What a comparison is asked for with.</summary>
public sealed record ComparisonRequest
{
    /// <summary>The fewest versions of a comparison.</summary>
    public const int FewestVersions = 2;

    /// <summary>The most versions of a comparison.</summary>
    public const int MostVersions = 4;

    /// <summary>The most columns that rows are told apart by.</summary>
    public const int MostSegments = 5;

    /// <summary>Two to four versions, as <c>name:3</c> or <c>name:production</c>; the others are compared with the first.</summary>
    public required IReadOnlyList<string> ModelIds { get; init; }

    /// <summary>The data set whose rows they answer.</summary>
    public required string Dataset { get; init; }

    /// <summary>Its version; null for the latest.</summary>
    public int? DatasetVersion { get; init; }

    /// <summary>Columns of words, within whose values they are compared too.</summary>
    public IReadOnlyList<string> Segments { get; init; } = [];
}
