using System.Threading.Channels;
using Bunit;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Shared;

public sealed class LiveComponentTests : ComponentTest
{
    private readonly Channel<int> _channel = Channel.CreateUnbounded<int>();

    [Fact]
    public void Each_value_is_shown_when_it_comes()
    {
        var ticker = Render<Ticker>(p => p.Add(t => t.Source, _channel.Reader.ReadAllAsync()));
        ticker.MarkupMatches("0");

        Assert.True(_channel.Writer.TryWrite(7));

        ticker.WaitForAssertion(() => ticker.MarkupMatches("7"));
    }

    [Fact]
    public async Task Leaving_the_page_ends_the_lifetime_and_the_stream()
    {
        bool released = false;
        var ticker = Render<Ticker>(p => p.Add(t => t.Source, FollowAsync(() => released = true)));

        await ticker.Instance.DisposeAsync();

        Assert.True(ticker.Instance.Seen.IsCancellationRequested);
        Assert.True(released);
    }

    [Fact]
    public async Task What_a_component_awaits_when_the_page_is_left_fails_nobody()
    {
        var slow = Render<SlowComponent>();

        await slow.Instance.DisposeAsync();
        await slow.Instance.Ended;
        await slow.InvokeAsync(() => { });

        Assert.True(slow.Instance.Ended.IsCompleted);
        Assert.False(Renderer.UnhandledException.IsCompleted);
    }

    private async IAsyncEnumerable<int> FollowAsync(
        Action released, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (int value in _channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return value;
            }
        }
        finally
        {
            released();
        }
    }
}
