using System.Threading.Channels;

namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Wakes the sender when there is something to send. Ringing twice wakes it once.</summary>
internal sealed class OutboxSignal
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that there is something to send.</summary>
    public void Ring() => _bell.Writer.TryWrite(true);

    /// <summary>Waits until there is.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _bell.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
}
