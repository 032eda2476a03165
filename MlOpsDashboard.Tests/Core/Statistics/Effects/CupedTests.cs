using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Effects;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Effects;

public sealed class CupedTests
{
    private static readonly PairSummary s_baseline = Pairs(
        [7.04, 6.77, 13.04, 9.46, 6.66, 11.17, 5.56, 6.2], [10.88, 9.34, 14.86, 9.5, 10.22, 13.16, 8.18, 8.82]);

    private static readonly PairSummary s_candidate = Pairs([8.83, 8.45, 8.48, 9.78, 8.88, 10.0], [10.88, 9.84, 8.11, 10.09, 9.78, 11.71]);

    /// <summary>
    /// numpy, value by value: <c>theta = cov(Y, X)[0, 1] / var(X, ddof=1)</c> of all values together and <c>y - theta * (x - X.mean())</c> of each arm;
    /// the probability by scipy 1.10.1's <c>ttest_ind(equal_var=False)</c>.
    /// </summary>
    [Fact]
    public void Agrees_with_the_adjustment_value_by_value()
    {
        MeanSummary[] adjusted = Cuped.Adjust(s_baseline, s_candidate);

        Assert.Equal(0.885921415039145, Cuped.Theta(s_baseline, s_candidate), 12);
        Assert.Equal(0.8014195989212564, s_baseline.Merge(s_candidate).Correlation, 12);
        Assert.Equal(8.028042865444316, adjusted[0].Mean, 12);
        Assert.Equal(1.5104657205505494, adjusted[0].Variance, 12);
        Assert.Equal(9.349276179407578, adjusted[1].Mean, 12);
        Assert.Equal(0.6323292399333094, adjusted[1].Variance, 12);
        Assert.Equal(0.03164846747403643, EffectMoments.Difference(adjusted[0], adjusted[1]).Test().PValue, 9);
    }

    [Fact]
    public void A_covariate_that_does_not_vary_takes_nothing_out()
    {
        PairSummary baseline = Pairs([1, 2, 4], [3, 3, 3]);

        Assert.Equal(0, Cuped.Theta(baseline, baseline));
        Assert.Equal(0, baseline.Correlation);
        Assert.Equal(baseline.Values, Cuped.Adjust(baseline, Pairs([2, 2], [3, 3]))[0]);
    }

    [Fact]
    public void The_variance_shrinks_by_the_squared_correlation()
    {
        PairSummary all = s_baseline.Merge(s_candidate);

        Assert.Equal(all.Values.Variance * (1 - (all.Correlation * all.Correlation)), Cuped.Adjust(all)[0].Variance, 12);
    }

    [Fact]
    public void Parts_join_to_the_whole_in_any_order_and_survive_a_restart() => Prop.ForAll<(int, int)[], (int, int)[]>((first, second) =>
    {
        PairSummary whole = Of(default, [.. first, .. second]);
        PairSummary one = Of(default, first);
        PairSummary other = Of(default, second);
        PairSummary read = JsonSerializer.Deserialize<PairSummary>(JsonSerializer.Serialize(one));
        return Close(whole, one.Merge(other)) && Close(whole, other.Merge(one)) && Of(read, second) == whole;
    }).QuickCheckThrowOnFailure();

    private static PairSummary Of(PairSummary begun, (int Value, int Covariate)[] pairs) =>
        pairs.Aggregate(begun, (all, pair) => all.Add(pair.Value / 7.0, pair.Covariate / 3.0));

    private static PairSummary Pairs(double[] values, double[] covariates) =>
        values.Zip(covariates).Aggregate(default(PairSummary), (all, pair) => all.Add(pair.First, pair.Second));

    private static bool Close(PairSummary one, PairSummary other) => one.Values.Count == other.Values.Count
        && Math.Abs(one.Products - other.Products) <= 1e-10 * (1 + Math.Sqrt(one.Values.Squares * one.Covariates.Squares));
}
