namespace MlOpsDashboard.Core.Monitoring.Traffic;

/// <summary>Whose traffic it is.</summary>
/// <param name="Model">The model's name; empty for requests that named none that is served.</param>
/// <param name="Version">The version that answered; 0 when none did.</param>
/// <param name="Route">Why this version answered; empty when none did.</param>
internal readonly record struct TrafficKey(string Model, int Version, string Route);
