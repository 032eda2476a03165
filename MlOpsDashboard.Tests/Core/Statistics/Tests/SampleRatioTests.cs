using MlOpsDashboard.Core.Statistics.Tests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Tests;

public sealed class SampleRatioTests
{
    /// <summary>
    /// scipy 1.10.1: <c>chisquare(counts, shares / shares.sum() * counts.sum())</c>. The always-valid probability in another way than here: value after
    /// value, as the product of what the prior foretold of each, divided by its share.
    /// </summary>
    [Theory]
    [InlineData(new long[] { 10400, 9600 }, new double[] { 1, 1 }, 32, 1.5417257900280013e-08, 1.7233220312e-06)]
    [InlineData(new long[] { 5050, 4950 }, new double[] { 0.5, 0.5 }, 1, 0.31731050786291115, 1)]
    [InlineData(new long[] { 900, 60, 40 }, new double[] { 0.9, 0.05, 0.05 }, 4, 0.1353352832366127, 1)]
    [InlineData(new long[] { 1000, 800, 700 }, new double[] { 4, 3, 3 }, 6.666666666666667, 0.035673993347252395, 1)]
    public void Agrees_with_scipy(long[] counts, double[] shares, double statistic, double pValue, double alwaysValid)
    {
        SampleRatioOutcome found = SampleRatio.Of(counts, shares);

        Assert.True(found.CanTell);
        Assert.Equal(statistic, found.Statistic, 9);
        Assert.Equal(1, found.PValue / pValue, 9);
        Assert.Equal(pValue < 0.001, found.IsAlarm);
        Assert.Equal(1, SampleRatio.AlwaysValid(counts, shares) / alwaysValid, 8);
    }

    [Fact]
    public void Few_values_raise_no_alarm()
    {
        Assert.Equal(new SampleRatioOutcome(0, 1, false, false), SampleRatio.Of([9, 0], [1, 1]));
        Assert.True(SampleRatio.Of([13, 0], [1, 1]).IsAlarm);
        Assert.False(SampleRatio.Of([0, 0], [1, 1]).CanTell);
        Assert.Equal(1, SampleRatio.AlwaysValid([0, 0], [1, 1]), 12);
    }

    [Fact]
    public void Arms_without_a_share_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SampleRatio.Of([1, 2], [1, 0]));
        Assert.Throws<ArgumentException>(() => SampleRatio.Of([1, 2, 3], [1, 1]));
        Assert.Throws<ArgumentException>(() => SampleRatio.AlwaysValid([1], [1]));
    }
}
