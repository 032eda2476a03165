using MlOpsDashboard.Core.Statistics;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics;

public sealed class RadixSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5000)]
    public void Numbers_come_in_order_as_comparing_would_put_them(int count)
    {
        var random = new Random(count);
        double[] doubles = [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300)))];
        double[] floats = [.. Enumerable.Range(0, count).Select(_ => (double)((random.NextSingle() - 0.5f) * MathF.Pow(10, random.Next(-38, 38))))];
        double[] ties = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(-3, 3))];

        Assert.All([doubles, floats, ties], IsSorted);
    }

    [Fact]
    public void Ends_of_the_range_have_their_place()
    {
        IsSorted([double.MaxValue, double.PositiveInfinity, 0, double.Epsilon, double.NegativeInfinity, -double.Epsilon, double.MinValue, 1, -1]);
        IsSorted([float.MaxValue, double.PositiveInfinity, 0, float.Epsilon, double.NegativeInfinity, -float.Epsilon, float.MinValue, 1, -1]);
    }

    private static void IsSorted(double[] values)
    {
        double[] sorted = [.. values];
        RadixSort.Sort(sorted);

        Assert.Equal(values.Order(), sorted);
    }
}
