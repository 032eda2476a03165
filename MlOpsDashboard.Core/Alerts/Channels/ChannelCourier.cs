using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Logs;

namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Tries to send one message by a channel, within the time that one attempt may take.</summary>
internal sealed partial class ChannelCourier(
    IEnumerable<IChannelSender> senders, ChannelVault vault, IOptions<AlertOptions> options, TimeProvider clock, ILogger<ChannelCourier> logger)
{
    private const int MostError = 500;

    private readonly Dictionary<AlertChannelKind, IChannelSender> _senders = senders.ToDictionary(sender => sender.Kind);

    /// <summary>Tries, and answers why it failed, in a sentence without secrets; null when it got through.</summary>
    public async Task<string?> TrySendAsync(AlertChannel channel, AlertMessage message, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.SendTimeoutSeconds), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await _senders[channel.Kind].SendAsync(vault.Open(channel.Settings), message, both.Token).ConfigureAwait(false);
            return null;
        }
        catch (ChannelException exception)
        {
            LogNotSent(exception, channel.Id);
            string clean = SecretFilter.Clean(exception.Message);
            return clean.Length > MostError ? clean[..MostError] : clean;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotSent(exception, channel.Id);
            return $"No answer within {options.Value.SendTimeoutSeconds} s.";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, channel.Id);
            return $"It failed on our side ({exception.GetType().Name}); the log has the details.";
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The alert channel {Channel} did not get a message through")]
    private partial void LogNotSent(Exception exception, string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "The alert channel {Channel} failed")]
    private partial void LogFailed(Exception exception, string channel);
}
