namespace MlOpsDashboard.Core.AbTests;

/// <summary>What was known of a challenger after some values.</summary>
/// <param name="Version">The challenger.</param>
/// <param name="Samples">Values of both arms.</param>
/// <param name="Estimate">The difference.</param>
/// <param name="Lower">The lower end of the confidence sequence; null for no bound.</param>
/// <param name="Upper">The upper end; null for no bound.</param>
public sealed record AbPoint(int Version, long Samples, double Estimate, double? Lower, double? Upper);
