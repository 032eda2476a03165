namespace MlOpsDashboard.Core.Live;

/// <summary>
/// Hands items to whoever watches. Publishing never waits: each watcher has a bounded channel of its own that drops
/// its oldest item when the watcher is slow.
/// </summary>
/// <typeparam name="T">The kind of item.</typeparam>
public sealed class LiveFeed<T>
{
    private readonly TimeProvider _clock;
    private readonly Func<T, string>? _key;
    private readonly int _capacity;
    private readonly RingBuffer<T>? _history;
    private readonly Lock _gate = new();
    private LiveSubscription<T>[] _subscriptions = [];

    /// <summary>Makes a feed that nobody watches.</summary>
    /// <param name="clock">Drives the throttles.</param>
    /// <param name="key">Says what an item is about, so that a watcher can ask for one subject only.</param>
    /// <param name="history">Items that a new watcher gets first, the latest so many; 0 for none.</param>
    /// <param name="capacity">Items that wait for a slow watcher before the oldest is dropped.</param>
    public LiveFeed(TimeProvider clock, Func<T, string>? key = null, int history = 0, int capacity = 1024)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _clock = clock;
        _key = key;
        _capacity = capacity;
        _history = history > 0 ? new RingBuffer<T>(history) : null;
    }

    /// <summary>Watchers at this moment.</summary>
    public int Subscriptions => Volatile.Read(ref _subscriptions).Length;

    /// <summary>Hands an item to every watcher of its subject.</summary>
    public void Publish(T item)
    {
        // Under the gate, so that a watcher who registers meanwhile gets the item either with the history or from the
        // stream, never twice and never not at all. Nothing in here waits: a full channel drops.
        lock (_gate)
        {
            _history?.Add(item);
            foreach (var subscription in _subscriptions)
            {
                if (Concerns(item, subscription.Key))
                {
                    subscription.Offer(item);
                }
            }
        }
    }

    /// <summary>Starts to watch: first what the history holds, then whatever comes. Dispose it to stop.</summary>
    /// <param name="key">The subject to watch; null for all.</param>
    /// <param name="throttle">The least time between two items (or batches); of those in between the latest counts.</param>
    public LiveSubscription<T> Subscribe(string? key = null, TimeSpan? throttle = null)
    {
        var subscription = new LiveSubscription<T>(key, throttle ?? TimeSpan.Zero, _capacity, _clock, Remove);
        lock (_gate)
        {
            foreach (var item in _history?.ToArray() ?? [])
            {
                if (Concerns(item, key))
                {
                    subscription.Offer(item);
                }
            }

            _subscriptions = [.. _subscriptions, subscription];
        }

        return subscription;
    }

    private bool Concerns(T item, string? key) => key is null || _key is null || _key(item) == key;

    private void Remove(LiveSubscription<T> subscription)
    {
        lock (_gate)
        {
            _subscriptions = [.. _subscriptions.Where(s => s != subscription)];
        }
    }
}
