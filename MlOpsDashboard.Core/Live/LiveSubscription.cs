using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace MlOpsDashboard.Core.Live;

/// <summary>
/// One watcher's view of a <see cref="LiveFeed{T}"/>. Enumerate it once: item by item (with a throttle only the latest
/// item of each interval), or in batches, which leave nothing out. The enumeration ends when the subscription is disposed.
/// </summary>
/// <typeparam name="T">The kind of item.</typeparam>
public sealed class LiveSubscription<T> : IAsyncEnumerable<T>, IDisposable
{
    private readonly TimeSpan _throttle;
    private readonly TimeProvider _clock;
    private readonly Action<LiveSubscription<T>> _leave;
    private readonly Channel<T> _channel;
    private readonly CancellationTokenSource _ended = new();
    private long _dropped;

    internal LiveSubscription(
        string? key,
        TimeSpan throttle,
        int capacity,
        TimeProvider clock,
        Action<LiveSubscription<T>> leave)
    {
        Key = key;
        _throttle = throttle;
        _clock = clock;
        _leave = leave;
        _channel = Channel.CreateBounded<T>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
    }

    /// <summary>Items that this watcher missed because it was too slow.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>The subject that is watched; null for all.</summary>
    internal string? Key { get; }

    /// <summary>Everything that came since the last batch, together; with a throttle at most one batch per interval.</summary>
    public async IAsyncEnumerable<IReadOnlyList<T>> BatchesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await _channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var batch = new List<T>();
            while (_channel.Reader.TryRead(out var item))
            {
                batch.Add(item);
            }

            yield return batch;
            if (!await PauseAsync(cancellationToken).ConfigureAwait(false))
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var batch in BatchesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_throttle > TimeSpan.Zero)
            {
                yield return batch[^1];
                continue;
            }

            foreach (var item in batch)
            {
                yield return item;
            }
        }
    }

    /// <summary>Stops watching; a running enumeration ends.</summary>
    public void Dispose()
    {
        _leave(this);
        _channel.Writer.TryComplete();
        _ended.Cancel();
    }

    internal void Offer(T item) => _channel.Writer.TryWrite(item);

    /// <summary>Waits for the throttle's interval; false when the subscription was disposed meanwhile.</summary>
    private async Task<bool> PauseAsync(CancellationToken cancellationToken)
    {
        if (_throttle <= TimeSpan.Zero)
        {
            return true;
        }

        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        try
        {
            await Task.Delay(_throttle, _clock, linked.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
