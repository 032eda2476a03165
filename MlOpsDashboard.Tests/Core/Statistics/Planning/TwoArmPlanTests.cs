using MlOpsDashboard.Core.Statistics.AnytimeValid;
using MlOpsDashboard.Core.Statistics.Planning;
using MlOpsDashboard.Core.Statistics.Tests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Planning;

public sealed class TwoArmPlanTests
{
    /// <summary>
    /// 34,884 altogether for an effect of 0.3 and a variance of 100 is Spotify's confidence package at a power of 80 %, and 39,904 at 85 %, rounded up;
    /// the digits and the last row by <c>(norm.ppf(1 - a) + norm.ppf(p)) ** 2 * (v0 + v1 / ratio) / d ** 2</c> with scipy 1.10.1.
    /// </summary>
    [Theory]
    [InlineData(0.3, 100, 100, 0.05, 0.8, 1, Alternative.TwoSided, 17441.954965220197)]
    [InlineData(0.3, 100, 100, 0.05, 0.85, 1, Alternative.TwoSided, 19951.99382914865)]
    [InlineData(0.5, 4, 9, 0.01, 0.9, 0.5, Alternative.Greater, 1145.4905762221626)]
    public void Counts_for_means_are_the_formulas(
        double difference, double baseline, double candidate, double alpha, double power, double ratio, Alternative alternative, double count)
    {
        TwoArmPlan plan = new(alpha, power, ratio, alternative);

        Assert.Equal(1, plan.ForMeans(difference, baseline, candidate) / count, 7);
        Assert.Equal(difference, plan.DetectableMean(count, baseline, candidate), 7);
        Assert.Equal(power, plan.PowerOfMeans(count, difference, baseline, candidate), 5);
    }

    /// <summary>statsmodels' test_normal_power_explicit (statsmodels/stats/tests/test_power.py), from R's pwr.2p.test.</summary>
    [Theory]
    [InlineData(0.3, Alternative.TwoSided, 0.475100870572638)]
    [InlineData(0.01, Alternative.Greater, 0.056869534873146124)]
    [InlineData(0.01, Alternative.Less, 0.0438089705093578)]
    public void The_power_is_that_of_statsmodels(double difference, Alternative alternative, double power) =>
        Assert.Equal(power, new TwoArmPlan(Alternative: alternative).PowerOfMeans(80, difference, 1, 1), 11);

    /// <summary>
    /// statsmodels' test_power_2indep (statsmodels/stats/tests/test_proportion.py), from R's power.prop.test and Stata. The first sample there is ours, and
    /// the ratio the other's. The counts leave out the far tail of a two-sided test, as they do there.
    /// </summary>
    [Theory]
    [InlineData(0.75, 0.5, 0.9, 1, 76.70692)]
    [InlineData(0.015, 0.001, 0.74156, 1, 550)]
    [InlineData(0.1, 0.2, 0.7995659211532175, 2, 154)]
    public void Shares_need_what_statsmodels_says(double baseline, double candidate, double power, double ratio, double count)
    {
        TwoArmPlan plan = new(Power: power, Ratio: ratio);

        Assert.Equal(power, plan.PowerOfShares(count, baseline, candidate), 6);
        Assert.Equal(1, plan.ForShares(baseline, candidate) / count, 4);
        Assert.Equal(candidate, plan.DetectableShare(count, baseline, candidate > baseline)!.Value, 5);
    }

    [Fact]
    public void What_no_share_can_differ_enough_for_has_none()
    {
        Assert.Null(new TwoArmPlan().DetectableShare(100, 0.99));
        Assert.Null(new TwoArmPlan().DetectableShare(100, 1));
        Assert.NotNull(new TwoArmPlan().DetectableShare(100, 0.99, above: false));
    }

    [Fact]
    public void A_sequence_costs_what_its_width_says()
    {
        AsymptoticSequence sequence = new();
        TwoArmPlan plan = new();

        double count = plan.ForSequence(0.3, 100, 100, sequence);

        // At that count the interval's half and the reserve for the power are together just the difference.
        double error = Math.Sqrt(200 / count);
        Assert.Equal(0.3, sequence.Of(0, error, 2 * count).High + (0.8416212335729143 * error), 7);
        Assert.InRange(count / plan.ForMeans(0.3, 100, 100), 1.8, 2.2);
        Assert.Equal(100, plan.ForSequence(50, 1, 1, sequence));
        Assert.Equal(400, (plan with { Ratio = 0.25 }).ForSequence(50, 1, 1, sequence));
    }
}
