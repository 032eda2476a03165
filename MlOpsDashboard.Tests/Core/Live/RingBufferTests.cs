using MlOpsDashboard.Core.Live;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Live;

public sealed class RingBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(13)]
    public void To_array_has_the_last_items_oldest_first(int added)
    {
        var buffer = new RingBuffer<int>(4);
        for (int i = 0; i < added; i++)
        {
            buffer.Add(i);
        }

        Assert.Equal(Enumerable.Range(0, added).TakeLast(4), buffer.ToArray());
        Assert.Equal(Math.Min(added, 4), buffer.Count);
    }
}
