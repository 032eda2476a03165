namespace MlOpsDashboard.Core.Monitoring.Shares;

/// <summary>Requests that named their version themselves, so that no plan shared them out.</summary>
/// <param name="ModelVersion">The version.</param>
/// <param name="Requests">Answered requests.</param>
public sealed record PinnedTraffic(int ModelVersion, long Requests);
