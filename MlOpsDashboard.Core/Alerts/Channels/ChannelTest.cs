namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>What became of a message that only tries a channel.</summary>
/// <param name="Delivered">Whether it got through.</param>
/// <param name="Error">Why it did not; null when it did.</param>
/// <param name="DurationMs">How long it took.</param>
public sealed record ChannelTest(bool Delivered, string? Error, double DurationMs);
