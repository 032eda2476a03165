namespace MlOpsDashboard.Core.Monitoring.Shares;

/// <summary>The configured and the observed shares of a range.</summary>
/// <param name="From">The beginning, UTC.</param>
/// <param name="To">The end, UTC.</param>
/// <param name="Models">By model name.</param>
public sealed record TrafficShares(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<ModelShares> Models);
