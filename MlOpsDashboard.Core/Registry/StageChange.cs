namespace MlOpsDashboard.Core.Registry;

/// <summary>What observers are told of.</summary>
/// <param name="Event">What happened to the version.</param>
/// <param name="Superseded">The version that left production for it; null when none did.</param>
public sealed record StageChange(StageEvent Event, int? Superseded);
