using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core.Live;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Live;

public sealed class LiveFeedTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Subscriber_gets_history_first_then_the_stream()
    {
        var feed = new LiveFeed<int>(_clock, history: 3);
        PublishAll(feed, [1, 2, 3, 4]);
        using var subscription = feed.Subscribe();
        PublishAll(feed, [5, 6]);

        Assert.Equal([2, 3, 4, 5, 6], await TakeAsync(subscription, 5));
    }

    [Fact]
    public async Task Subscriber_gets_its_subject_only()
    {
        var feed = new LiveFeed<int>(_clock, key: i => i % 2 == 0 ? "even" : "odd", history: 10);
        PublishAll(feed, [1, 2]);
        using var subscription = feed.Subscribe("odd");
        PublishAll(feed, [3, 4, 5]);

        Assert.Equal([1, 3, 5], await TakeAsync(subscription, 3));
    }

    [Fact]
    public async Task Stalled_reader_never_blocks_the_producer_and_loses_the_oldest()
    {
        var feed = new LiveFeed<int>(_clock, capacity: 8);
        using var stalled = feed.Subscribe();
        PublishAll(feed, Enumerable.Range(0, 100_000));

        Assert.Equal(Enumerable.Range(99_992, 8), await TakeAsync(stalled, 8));
        Assert.Equal(99_992, stalled.Dropped);
    }

    [Fact]
    public async Task Throttle_gives_the_latest_of_each_interval()
    {
        var feed = new LiveFeed<int>(_clock);
        using var subscription = feed.Subscribe(throttle: TimeSpan.FromSeconds(1));
        var items = subscription.GetAsyncEnumerator();
        PublishAll(feed, [1, 2]);
        Assert.True(await items.MoveNextAsync());
        Assert.Equal(2, items.Current);

        var next = items.MoveNextAsync().AsTask();
        PublishAll(feed, [3, 4, 5]);
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await next);
        Assert.Equal(5, items.Current);
    }

    [Fact]
    public async Task Throttled_batches_leave_nothing_out()
    {
        var feed = new LiveFeed<int>(_clock);
        using var subscription = feed.Subscribe(throttle: TimeSpan.FromSeconds(1));
        var batches = subscription.BatchesAsync().GetAsyncEnumerator();
        feed.Publish(1);
        Assert.True(await batches.MoveNextAsync());
        var next = batches.MoveNextAsync().AsTask();
        PublishAll(feed, [2, 3]);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await next);
        Assert.Equal([2, 3], batches.Current);
    }

    [Fact]
    public async Task Dispose_ends_the_enumeration_also_within_a_throttle()
    {
        var feed = new LiveFeed<int>(_clock);
        var subscription = feed.Subscribe(throttle: TimeSpan.FromHours(1));
        var items = subscription.GetAsyncEnumerator();
        feed.Publish(1);
        Assert.True(await items.MoveNextAsync());
        var next = items.MoveNextAsync().AsTask();
        subscription.Dispose();

        Assert.False(await next);
        Assert.Equal(0, feed.Subscriptions);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait()
    {
        var feed = new LiveFeed<int>(_clock);
        using var subscription = feed.Subscribe();
        using var cancellation = new CancellationTokenSource();
        var next = subscription.GetAsyncEnumerator(cancellation.Token).MoveNextAsync().AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task Watcher_that_registers_while_others_publish_misses_and_repeats_nothing()
    {
        var feed = new LiveFeed<int>(_clock, history: 20_000, capacity: 20_000);
        var producer = Task.Run(() => PublishAll(feed, Enumerable.Range(0, 20_000)));
        var watchers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            using var subscription = feed.Subscribe();
            return await TakeAsync(subscription, 20_000);
        }));

        foreach (var seen in await Task.WhenAll(watchers))
        {
            Assert.Equal(Enumerable.Range(0, 20_000), seen);
        }

        await producer;
    }

    private static void PublishAll(LiveFeed<int> feed, IEnumerable<int> items)
    {
        foreach (int item in items)
        {
            feed.Publish(item);
        }
    }

    private static async Task<List<int>> TakeAsync(LiveSubscription<int> subscription, int count)
    {
        var seen = new List<int>();
        await foreach (int item in subscription)
        {
            seen.Add(item);
            if (seen.Count == count)
            {
                break;
            }
        }

        return seen;
    }
}
