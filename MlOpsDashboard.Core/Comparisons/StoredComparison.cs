namespace MlOpsDashboard.Core.Comparisons;

/// <summary>A comparison as the database keeps it.</summary>
internal sealed class StoredComparison
{
    /// <summary>Ordered by time.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required ComparisonState State { get; set; }

    /// <summary>Everything but the report, as JSON.</summary>
    public required string Comparison { get; set; }

    /// <summary>The report as JSON; null until there is one.</summary>
    public string? Report { get; set; }
}
