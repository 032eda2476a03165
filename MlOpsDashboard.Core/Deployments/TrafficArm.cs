namespace MlOpsDashboard.Core.Deployments;

/// <summary>A version beside the one in production, and what it gets.</summary>
/// <param name="Version">The version.</param>
/// <param name="Share">Its share of the requests, in percent.</param>
internal sealed record TrafficArm(int Version, double Share);
