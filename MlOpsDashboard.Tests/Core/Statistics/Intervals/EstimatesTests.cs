using MlOpsDashboard.Core.Statistics.Intervals;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Intervals;

/// <summary>The expected numbers were computed with numpy and scikit-learn 1.2.1, DeLong's variance from its definition over all pairs.</summary>
public sealed class EstimatesTests
{
    private static readonly bool[] s_labels = [true, false, true, true, false, false, true, false, true, false];
    private static readonly double[] s_scores = [.9, .4, .65, .3, .2, .6, .8, .1, .55, .45];

    [Fact]
    public void A_share_has_wilsons_interval() => Equal(new(0.8, 0.49016247153664183, 0.9433178485456247), Estimates.Share(8, 10));

    [Theory]
    [InlineData(0, 0, 0.2775328)]
    [InlineData(10, 0.7224672, 1)]
    public void An_extreme_share_stays_between_0_and_1(int hits, double low, double high)
    {
        Interval share = Estimates.Share(hits, 10);

        Assert.Equal(low, share.Low, 6);
        Assert.Equal(high, share.High, 6);
    }

    [Fact]
    public void The_area_has_delongs_interval() => Equal(new(0.84, 0.5684194238217187, 1), Estimates.RocAuc(s_scores, s_labels)!);

    [Fact]
    public void Ties_count_half()
    {
        // Pairs: 1 of 4 won, 2 of 4 tied.
        Assert.Equal(0.5, Estimates.RocAuc([0.5, 0.9, 0.5, 0.9], [true, true, false, false])!.Value);
        Assert.Null(Estimates.RocAuc([0.5, 0.9], [true, false]));
    }

    [Fact]
    public void A_mean_has_the_normal_interval()
    {
        double[] losses = [.. s_scores.Select((score, i) => -Math.Log(s_labels[i] ? score : 1 - score))];

        Equal(new(0.4914554211513849, 0.26923226753774454, 0.7136785747650253), Estimates.Mean(losses));
        Assert.Equal(double.PositiveInfinity, Estimates.Mean([1]).High);
    }

    private static void Equal(Interval expected, Interval actual)
    {
        Assert.Equal(expected.Value, actual.Value, 12);
        Assert.Equal(expected.Low, actual.Low, 10);
        Assert.Equal(expected.High, actual.High, 10);
    }
}
