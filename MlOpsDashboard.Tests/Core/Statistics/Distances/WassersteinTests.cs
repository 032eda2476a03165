using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Distances;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Distances;

public sealed class WassersteinTests
{
    /// <summary>scipy 1.10.1: <c>wasserstein_distance(one, other)</c>, and that by <c>max(numpy.std(one), 0.001)</c>.</summary>
    [Theory]
    [InlineData("small", 1.5071428571428571, 0.9370838984539311)]
    [InlineData("ties", 0.925, 0.7592239805430142)]
    [InlineData("one constant", 0, 0)]
    [InlineData("two constants", 1, 1000)]
    [InlineData("two each", 2, 4)]
    [InlineData("two each, mixed", 1, 1)]
    [InlineData("one each", 1, 1000)]
    [InlineData("hundreds", 0.09464962411748223, 0.31841569603153513)]
    public void Agrees_with_scipy(string pair, double distance, double normalised)
    {
        (double[] one, double[] other) = MadeSamples.Pair(pair);

        Assert.Equal(distance, Wasserstein.Of(SortedSample.Of(one), SortedSample.Of(other)), 12);
        Assert.Equal(normalised, Wasserstein.Normalised(SortedSample.Of(one), SortedSample.Of(other)), 9);
    }

    /// <summary>scipy 1.10.1.</summary>
    [Fact]
    public void Agrees_with_scipy_on_large_samples() =>
        Assert.Equal(0.012978922123155124, Wasserstein.Of(SortedSample.Of(MadeSamples.Long), SortedSample.Of(MadeSamples.Stretched)), 12);

    [Fact]
    public void Infinite_values_are_refused()
    {
        (double[] one, double[] other) = MadeSamples.Pair("infinities");

        Assert.Throws<ArgumentException>(() => Wasserstein.Of(SortedSample.Of(one), SortedSample.Of(other)));
    }

    [Fact]
    public void A_move_of_all_values_is_the_distance() => Prop.ForAll<short[], short>((values, move) =>
    {
        SortedSample one = SortedSample.Of([.. values.Append((short)0).Select(value => (double)value)]);
        SortedSample moved = SortedSample.Of([.. one.Values.ToArray().Select(value => value + move)]);
        double distance = Wasserstein.Of(one, moved);
        return Math.Abs(distance - Math.Abs((double)move)) <= 1e-9 * (1 + distance) && distance == Wasserstein.Of(moved, one);
    }).QuickCheckThrowOnFailure();
}
