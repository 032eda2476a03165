namespace MlOpsDashboard.Core.Alerts;

/// <summary>What a rule has read for a model.</summary>
/// <param name="Model">The model's name; empty for the whole program.</param>
/// <param name="Version">The version in production; null where the metric is of no version.</param>
/// <param name="Reading">What was read.</param>
internal sealed record AlertObservation(string Model, int? Version, AlertReading Reading);
