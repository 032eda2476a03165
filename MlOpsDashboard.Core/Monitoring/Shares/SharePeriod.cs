namespace MlOpsDashboard.Core.Monitoring.Shares;

/// <summary>A stretch of time in which the traffic of a model was to be shared in one way.</summary>
/// <param name="From">Its beginning, UTC.</param>
/// <param name="To">Its end, UTC.</param>
/// <param name="Shares">The share of each version, 0 to 1, adding up to 1; empty when no version was to answer.</param>
public sealed record SharePeriod(DateTimeOffset From, DateTimeOffset To, IReadOnlyDictionary<int, double> Shares)
{
    /// <summary>How long it is.</summary>
    public TimeSpan Length => To - From;

    /// <summary>The share of a version.</summary>
    /// <param name="version">The version.</param>
    public double ShareOf(int version) => Shares.GetValueOrDefault(version);
}
