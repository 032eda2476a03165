namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Sends by one kind of channel.</summary>
internal interface IChannelSender
{
    /// <summary>The kind.</summary>
    AlertChannelKind Kind { get; }

    /// <summary>Sends, and returns when the receiver has taken it.</summary>
    /// <param name="settings">Where to.</param>
    /// <param name="message">What.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ChannelException">It did not get through.</exception>
    Task SendAsync(ChannelSettings settings, AlertMessage message, CancellationToken cancellationToken);
}
