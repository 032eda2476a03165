using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Distances;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Distances;

public sealed class DistanceTests
{
    [Fact]
    public void Equal_shares_are_no_distance_apart()
    {
        Assert.Equal(0, PopulationStability.Of([1, 2, 3], [10, 20, 30]), 12);
        Assert.Equal(0, JensenShannon.Of([1, 2, 3], [10, 20, 30]), 12);
        Assert.Equal(0, Hellinger.Of([1, 2, 3], [10, 20, 30]), 12);
        Assert.Equal(0, TotalVariation.Of([1, 2, 3], [10, 20, 30]), 12);
    }

    // By hand: (0.5 − 0.2) ln(0.5 / 0.2) + (0.5 − 0.8) ln(0.5 / 0.8) = 0.415888.
    [Fact]
    public void Agrees_with_known_values()
    {
        Assert.Equal(0.4158883083359671, PopulationStability.Of([20, 80], [50, 50]), 12);
        Assert.Equal(1, JensenShannon.Of([5, 0], [0, 5]), 12);
        Assert.Equal(1, Hellinger.Of([5, 0], [0, 5]), 12);
        Assert.Equal(1, TotalVariation.Of([5, 0], [0, 5]), 12);
    }

    /// <summary>
    /// scipy 1.10.1: <c>scipy.spatial.distance.jensenshannon(p, q, 2)</c>; numpy: <c>sqrt(sum((sqrt(p) - sqrt(q))**2) / 2)</c> and
    /// <c>sum(abs(p - q)) / 2</c>.
    /// </summary>
    [Theory]
    [InlineData(new long[] { 30, 50, 20 }, new long[] { 20, 60, 40 }, 0.16150606447910476, 0.13488629471840308, 0.1333333333333333)]
    [InlineData(new long[] { 5, 0, 10, 3 }, new long[] { 0, 7, 9, 3 }, 0.5705578872503059, 0.5699029766781889, 0.368421052631579)]
    [InlineData(new long[] { 100, 900 }, new long[] { 130, 870 }, 0.03998454321460037, 0.03331043777749931, 0.03)]
    [InlineData(new long[] { 1000, 2000, 3000, 0 }, new long[] { 90, 210, 310, 0 }, 0.022533564917740074, 0.018762852351442545, 0.019125683060109297)]
    public void Agrees_with_scipy_and_numpy(long[] before, long[] after, double jensenShannon, double hellinger, double totalVariation)
    {
        Assert.Equal(jensenShannon, JensenShannon.Of(before, after), 12);
        Assert.Equal(hellinger, Hellinger.Of(before, after), 12);
        Assert.Equal(totalVariation, TotalVariation.Of(before, after), 12);
    }

    /// <summary>numpy: <c>quantile(x, arange(1, 10) / 10)</c>, <c>searchsorted(borders, values, "left")</c>, and the sum over the shares, none below 0.0001.</summary>
    [Fact]
    public void Stability_over_quantile_bins_agrees_with_numpy()
    {
        SortedSample reference = SortedSample.Of(MadeSamples.Even);
        var bins = QuantileBins.Of(reference);
        long[] before = bins.Count(reference);
        long[] after = bins.Count(SortedSample.Of(MadeSamples.Shifted));

        Assert.Equal(Enumerable.Repeat(30L, 10), before);
        Assert.Equal([14, 19, 27, 23, 21, 20, 19, 25, 27, 55], after);
        Assert.Equal(0.14245082037881746, PopulationStability.Of(before, after), 12);
    }

    [Fact]
    public void Borders_of_tied_values_are_one()
    {
        SortedSample tied = SortedSample.Of([1, 1, 1, 1, 1, 1, 1, 2, 3, 4]);
        var bins = QuantileBins.Of(tied);

        Assert.Equal(10, bins.Count(tied).Sum());
        Assert.Equal(bins.Borders.ToArray().Distinct(), bins.Borders.ToArray());
        Assert.Equal(7, bins.Count(tied)[0]);
    }

    [Fact]
    public void Empty_sides_are_no_distance_apart()
    {
        Assert.Equal(0, PopulationStability.Of([0, 0], [1, 2]));
        Assert.Equal(0, JensenShannon.Of([1, 2], [0, 0]));
        Assert.Equal(0, Hellinger.Of([1, 2], [0, 0]));
        Assert.Equal(0, TotalVariation.Of([0, 0], [1, 2]));
    }

    [Fact]
    public void Other_bins_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PopulationStability.Of([1, 2], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => JensenShannon.Of([1, 2], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => Hellinger.Of([1, 2], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => TotalVariation.Of([1, 2], [1, 2, 3]));
    }

    // Le Cam's inequality: H² ≤ TV ≤ H √2.
    [Fact]
    public void Distances_are_symmetric_and_in_their_order() => Prop.ForAll<(byte, byte)[]>(cells =>
    {
        long[] before = [.. cells.Select(cell => (long)cell.Item1), 1];
        long[] after = [.. cells.Select(cell => (long)cell.Item2), 2];
        double hellinger = Hellinger.Of(before, after);
        double variation = TotalVariation.Of(before, after);
        double divergence = JensenShannon.Of(before, after);
        return Math.Abs(hellinger - Hellinger.Of(after, before)) < 1e-12
            && Math.Abs(variation - TotalVariation.Of(after, before)) < 1e-12
            && Math.Abs(divergence - JensenShannon.Of(after, before)) < 1e-7
            && (hellinger * hellinger) - 1e-12 <= variation && variation <= (hellinger * Math.Sqrt(2)) + 1e-12
            && divergence is >= 0 and <= 1 + 1e-12;
    }).QuickCheckThrowOnFailure();
}
