namespace MlOpsDashboard.Core.Monitoring.Shares;

/// <summary>The traffic of one version beside what it was meant to be.</summary>
/// <param name="ModelVersion">The version.</param>
/// <param name="ConfiguredShare">The share that was meant, 0 to 1: over the requests of the periods in which something was configured, or over their time without any.</param>
/// <param name="ObservedShare">The share that it was, 0 to 1; null without traffic.</param>
/// <param name="Requests">Answered requests that count.</param>
/// <param name="ExpectedRequests">What <paramref name="Requests"/> was meant to be.</param>
public sealed record VersionShare(int ModelVersion, double ConfiguredShare, double? ObservedShare, long Requests, double ExpectedRequests);
