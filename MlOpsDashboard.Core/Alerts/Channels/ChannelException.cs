namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Thrown when a message did not get through. It is tried again.</summary>
/// <param name="message">Why, as a sentence without secrets.</param>
/// <param name="inner">What lies behind it; null for nothing.</param>
internal sealed class ChannelException(string message, Exception? inner = null) : Exception(message, inner);
