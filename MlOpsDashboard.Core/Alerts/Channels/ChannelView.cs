namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>A channel, and what is on its way.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Queued">Messages that wait.</param>
/// <param name="Dead">Messages that were given up.</param>
public sealed record ChannelView(AlertChannel Channel, int Queued, int Dead);
