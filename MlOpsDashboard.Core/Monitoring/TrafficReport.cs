namespace MlOpsDashboard.Core.Monitoring;

/// <summary>The stored traffic of a range.</summary>
public sealed record TrafficReport
{
    /// <summary>The beginning, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, UTC.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The length of a stretch of the series.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>All traffic together, without model, version and route.</summary>
    public required VersionTraffic All { get; init; }

    /// <summary>By model, version and route.</summary>
    public required IReadOnlyList<VersionTraffic> Versions { get; init; }
}
