using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Effects;
using MlOpsDashboard.Core.Statistics.Intervals;
using MlOpsDashboard.Core.Statistics.Tests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Effects;

/// <summary>
/// The samples are those of GrowthBook's tests (packages/stats/tests/frequentist/test_tests.py): sums 1396.87 and 2422.7, sums of squares 52377.9767
/// and 134698.29, of 3407 or 3000 and 3461 values. The figures there have 5 digits, the one-sided ones all; the others were computed with
/// scipy 1.10.1's <c>stats.t</c> from the formulas.
/// </summary>
public sealed class EffectMomentsTests
{
    private static readonly MeanSummary s_candidate = FromSums(2422.7, 134698.29, 3461);

    [Theory]
    [InlineData(3407, true, Alternative.TwoSided, 0.7073170731707317, 0.3787943616681428, -0.03526008906611777, 1.449894235407581, 0.06191182745618358)]
    [InlineData(3407, false, Alternative.TwoSided, 0.29, 0.12478363158758794, 0.04537789255929009, 0.5346221074407098, 0.020158402643586957)]
    [InlineData(3000, true, Alternative.TwoSided, 0.5033610858562358, 0.3334122146400735, -0.1502448039828309, 1.1569669756953025, 0.13116525736935503)]
    [InlineData(3000, true, Alternative.Greater, 0.5033610858562358, 0.3334122146400735, -0.045136675850396046, double.PositiveInfinity, 0.06558262868467746)]
    [InlineData(3000, false, Alternative.Greater, 0.23437666666666668, 0.12983081254184736, 0.020791480063255735, double.PositiveInfinity, 0.03554272489873023)]
    [InlineData(3000, true, Alternative.Less, 0.5033610858562358, 0.3334122146400735, double.NegativeInfinity, 1.0518588475628676, 0.9344173713153225)]
    [InlineData(3000, false, Alternative.Less, 0.23437666666666668, 0.12983081254184736, double.NegativeInfinity, 0.44796185327007765, 0.9644572751012698)]
    public void Agrees_with_growthbook(
        int count, bool relative, Alternative alternative, double value, double error, double low, double high, double pValue)
    {
        MeanSummary baseline = FromSums(1396.87, 52377.9767, count);
        EffectMoments effect = relative ? EffectMoments.Uplift(baseline, s_candidate) : EffectMoments.Difference(baseline, s_candidate);
        EffectEstimate found = effect.Test(0.05, 0, alternative);

        Assert.Equal(value, effect.Value, 10);
        Assert.Equal(error, effect.StandardError, 10);
        Assert.Equal(count + 3461, effect.Count);
        Assert.Equal(low, found.Low, 7);
        Assert.Equal(high, found.High, 7);
        Assert.Equal(pValue, found.PValue, 9);
    }

    [Fact]
    public void An_uplift_from_below_0_keeps_its_direction()
    {
        // By the same formulas, at 99 %.
        MeanSummary baseline = new() { Count = 12, Mean = -4, Squares = 2.5 * 11 };
        MeanSummary candidate = new() { Count = 9, Mean = -3.1, Squares = 6.0 * 8 };

        EffectMoments effect = EffectMoments.Uplift(baseline, candidate);
        EffectEstimate found = effect.Test(0.01);

        Assert.Equal(0.225, effect.Value, 12);
        Assert.Equal(0.22245742219018003, effect.StandardError, 12);
        Assert.Equal(12.86737400530504, effect.Degrees, 9);
        Assert.Equal(-0.4462538843496895, found.Low, 7);
        Assert.Equal(0.8962538843496894, found.High, 7);
        Assert.Equal(0.33045289348075924, found.PValue, 9);
    }

    [Fact]
    public void Nothing_is_said_where_nothing_is_known()
    {
        MeanSummary none = MeanSummary.Of([3]);
        MeanSummary zero = MeanSummary.Of([-1, 1]);

        Assert.Equal(EffectEstimate.Unknown(0), EffectMoments.Difference(none, none).Test());
        Assert.Equal(EffectEstimate.Unknown(0), EffectMoments.Uplift(zero, s_candidate).Test());
        Assert.Null(Posterior.Of(EffectMoments.Difference(none, none)));
    }

    [Fact]
    public void Changing_the_arms_turns_the_difference() => Prop.ForAll<int[], int[]>((first, second) =>
    {
        MeanSummary one = MeanSummary.Of([1, 2, 4, .. first.Select(value => value / 3.0)]);
        MeanSummary other = MeanSummary.Of([0, 5, .. second.Select(value => value / 3.0)]);
        EffectEstimate found = EffectMoments.Difference(one, other).Test();
        EffectEstimate turned = EffectMoments.Difference(other, one).Test();
        return Math.Abs(found.Low + turned.High) < 1e-9 && Math.Abs(found.PValue - turned.PValue) < 1e-12;
    }).QuickCheckThrowOnFailure();

    private static MeanSummary FromSums(double sum, double squares, int count) =>
        new() { Count = count, Mean = sum / count, Squares = squares - (sum * sum / count) };
}
