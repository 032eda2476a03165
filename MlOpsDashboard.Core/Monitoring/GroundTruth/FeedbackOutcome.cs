namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>What became of an item, and why.</summary>
/// <param name="Item">The item.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Message">Why it was not stored; null when it was.</param>
public sealed record FeedbackOutcome(FeedbackItem Item, FeedbackStatus Status, string? Message = null);
