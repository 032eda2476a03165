using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Tests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Tests;

public sealed class AndersonDarlingTests
{
    /// <summary>scipy 1.10.1: <c>scipy.stats.anderson_ksamp([one, other])</c>.</summary>
    [Theory]
    [InlineData("small", 0.7012817061377229, 0.16933583028005436)]
    [InlineData("ties", 0.5972082201094262, 0.18760792820957375)]
    [InlineData("two constants", 12.548645832777117, 0.001)]
    [InlineData("two each", 1.5427784316797186, 0.07502559142197435)]
    [InlineData("two each, mixed", -0.7713892158398593, 0.25)]
    [InlineData("infinities", -0.0810726444228056, 0.25)]
    [InlineData("hundreds", 10.163988255820165, 0.001)]
    public void Agrees_with_scipy(string pair, double statistic, double pValue)
    {
        (double[] one, double[] other) = MadeSamples.Pair(pair);
        TestOutcome result = AndersonDarling.Of(SortedSample.Of(one), SortedSample.Of(other));

        Assert.Equal(statistic, result.Statistic, 9);
        Assert.Equal(1, result.PValue / pValue, 9);
    }

    /// <summary>scipy 1.10.1, with the second sample times 0.92, and with three samples.</summary>
    [Fact]
    public void Agrees_with_scipy_between_the_levels_and_for_three_samples()
    {
        SortedSample even = SortedSample.Of(MadeSamples.Even);
        TestOutcome close = AndersonDarling.Of(even, SortedSample.Of([.. MadeSamples.Shifted.Select(value => value * 0.92)]));
        TestOutcome three = AndersonDarling.Of(even, SortedSample.Of(MadeSamples.Shifted), SortedSample.Of(MadeSamples.Long));

        Assert.Equal(2.303095426103023, close.Statistic, 9);
        Assert.Equal(1, close.PValue / 0.03676220306288303, 9);
        Assert.Equal(22.259650812752227, three.Statistic, 8);
        Assert.Equal(AndersonDarling.LeastPValue, three.PValue);
    }

    [Fact]
    public void Too_few_or_equal_values_are_refused()
    {
        SortedSample one = SortedSample.Of([1]);
        SortedSample same = SortedSample.Of([2, 2, 2]);

        Assert.Throws<ArgumentException>(() => AndersonDarling.Of(one, one));
        Assert.Throws<ArgumentException>(() => AndersonDarling.Of(same, same));
        Assert.Throws<ArgumentException>(() => AndersonDarling.Of(same));
    }
}
