namespace MlOpsDashboard.Core.Deployments;

/// <summary>A version's part of a model's traffic.</summary>
/// <param name="Version">The version.</param>
/// <param name="Share">Planned, in percent of the requests.</param>
/// <param name="ObservedShare">Observed in the present step, in percent; null before the first request, or when nobody counts.</param>
/// <param name="Role">What it does.</param>
public sealed record TrafficShare(int Version, double Share, double? ObservedShare, TrafficRole Role);
