using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Effects;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Effects;

public sealed class PosteriorTests
{
    /// <summary>
    /// The first two rows are GrowthBook's (packages/stats/tests/bayesian/test_tests.py, 10 values of mean 10 and variance ¼ against 10 of mean
    /// 10.5 and variance 1, and a prior of 0.1 with variance 0.1), which has 5 digits; the others, and all of the third, by scipy 1.10.1:
    /// <c>norm.sf(0, m, s)</c>, <c>norm.ppf</c>, and the risks by <c>integrate.quad</c> of x·<c>norm.pdf(x, m, s)</c> on either side of 0.
    /// </summary>
    [Theory]
    [InlineData(0.05, 0.03571589282098377, null, null, 0.05, 0.03571589282098377, 0.9192339081566245, 0.05130981716392654, 0.0013098171639265323, -0.020001863604820883)]
    [InlineData(0.05, 0.03571589282098377, 0.1, 0.31622776601683794, 0.05062977888312217, 0.03549024888958016, 0.9231499085772956, 0.0518568064294336, 0.0012270275463114075, -0.018929830742817608)]
    [InlineData(-0.002, 0.001, null, null, -0.002, 0.001, 0.022750131948179195, 8.490702616829638e-06, 0.0020084907026168292, -0.003959963984540054)]
    public void Agrees_with_growthbook_and_scipy(
        double value, double error, double? priorMean, double? priorDeviation, double mean, double deviation, double chance, double staying, double taking, double low)
    {
        NormalPrior? prior = priorMean is null ? null : new NormalPrior(priorMean.Value, priorDeviation!.Value);

        Posterior found = Posterior.Of(new EffectMoments(value, error, 10, 20), prior)!;

        Assert.Equal(mean, found.Mean, 12);
        Assert.Equal(deviation, found.Deviation, 12);
        Assert.Equal(chance, found.ChanceToWin, 12);
        Assert.Equal(staying, found.RiskOfStaying, 12);
        Assert.Equal(taking, found.RiskOfTaking, 12);
        Assert.Equal(low, found.Interval().Low, 9);
        Assert.Equal((2 * mean) - low, found.Interval().High, 9);
    }

    [Fact]
    public void The_uplift_of_growthbooks_example_is_the_effect_it_judges()
    {
        EffectMoments effect = EffectMoments.Uplift(
            new MeanSummary { Count = 10, Mean = 10, Squares = 2.25 }, new MeanSummary { Count = 10, Mean = 10.5, Squares = 9 });

        Assert.Equal(0.05, effect.Value, 12);
        Assert.Equal(0.03571589282098377, effect.StandardError, 12);
    }

    [Fact]
    public void Without_data_the_prior_stays() =>
        Assert.Equal(new Posterior(0, 0.3), Posterior.Of(new EffectMoments(0, 0, 0, 0), new NormalPrior(0, 0.3)));

    [Theory]
    [InlineData(50)]
    [InlineData(-50)]
    public void A_risk_far_out_is_the_effect_itself_or_none(double mean)
    {
        Posterior found = new(mean, 1);

        Assert.Equal(Math.Max(0, mean), found.RiskOfStaying, 12);
        Assert.Equal(Math.Max(0, -mean), found.RiskOfTaking, 12);
    }
}
