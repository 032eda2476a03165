namespace MlOpsDashboard.Core.Drift;

/// <summary>A report as the database keeps it. Never changed.</summary>
internal sealed class StoredDriftReport
{
    /// <summary>Names the report; ordered by time.</summary>
    public required string Id { get; init; }

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version that was checked.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>What was compared.</summary>
    public required string Source { get; init; }

    /// <summary>Current rows.</summary>
    public required int Rows { get; init; }

    /// <summary>What it said.</summary>
    public required DriftVerdict Verdict { get; init; }

    /// <summary>The share of features that had drifted.</summary>
    public double? ShareDrifted { get; init; }

    /// <summary>The whole report as JSON.</summary>
    public required string Report { get; init; }
}
