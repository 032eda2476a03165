using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Tests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Tests;

public sealed class KolmogorovSmirnovTests
{
    /// <summary>scipy 1.10.1: <c>scipy.stats.ks_2samp(one, other, method="exact")</c>.</summary>
    [Theory]
    [InlineData("small", 0.5142857142857142, 0.3282828282828283)]
    [InlineData("ties", 0.325, 0.6024041318158965)]
    [InlineData("one constant", 0, 1)]
    [InlineData("two constants", 1, 0.009523809523809525)]
    [InlineData("two each", 1, 0.3333333333333333)]
    [InlineData("two each, mixed", 0.5, 1)]
    [InlineData("one each", 1, 1)]
    [InlineData("infinities", 0.35, 0.873015873015873)]
    [InlineData("hundreds", 0.15866666666666668, 0.0018348097240856512)]
    public void Agrees_with_scipy_exactly(string pair, double statistic, double pValue)
    {
        TestOutcome result = Test(MadeSamples.Pair(pair));

        Assert.Equal(statistic, result.Statistic, 12);
        Assert.Equal(1, result.PValue / pValue, 9);
    }

    /// <summary>scipy 1.10.1: the statistic of <c>ks_2samp</c>, and <c>kstwobign.sf(sqrt(n*m/(n+m)) * statistic)</c>.</summary>
    [Fact]
    public void Large_samples_have_the_limiting_distribution()
    {
        TestOutcome result = Test((MadeSamples.Long, MadeSamples.Stretched));

        Assert.Equal(0.045, result.Statistic, 12);
        Assert.Equal(1, result.PValue / 0.006142231698072807, 9);
    }

    /// <summary>scipy 1.10.1: <c>kstwobign.sf</c>.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.3, 0.9999906941986655)]
    [InlineData(0.5, 0.9639452436648751)]
    [InlineData(0.8, 0.5441424115741981)]
    [InlineData(0.999, 0.27107316411506394)]
    [InlineData(1, 0.26999967167735456)]
    [InlineData(1.36, 0.049485876755377876)]
    [InlineData(2.5, 7.453306344157342e-06)]
    [InlineData(6, 1.0760372320042276e-31)]
    public void Limiting_distribution_is_kolmogorovs(double scaled, double expected) =>
        Assert.Equal(1, KolmogorovSmirnov.Limit(scaled) / expected, 9);

    [Fact]
    public void Exact_and_limiting_probabilities_meet_where_one_takes_over()
    {
        double[] one = MadeSamples.Long[..2000];
        TestOutcome exact = Test((one, MadeSamples.Stretched));
        double limit = KolmogorovSmirnov.Limit(exact.Statistic * Math.Sqrt(1000));

        Assert.InRange(limit / exact.PValue, 1, 1.05);
    }

    [Fact]
    public void It_does_not_matter_which_sample_comes_first_nor_what_is_added_to_both() => Prop.ForAll<int[], int[]>((first, second) =>
    {
        double[] one = [.. first.Append(0).Select(value => (double)value)];
        double[] other = [.. second.Append(1).Select(value => (double)value)];
        TestOutcome result = Test((one, other));
        TestOutcome swapped = Test((other, one));
        TestOutcome moved = Test(([.. one.Select(value => (2 * value) + 7)], [.. other.Select(value => (2 * value) + 7)]));

        return result.Statistic == swapped.Statistic && Math.Abs(result.PValue - swapped.PValue) < 1e-12 && result == moved
            && result.PValue is >= 0 and <= 1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sample_does_not_differ_from_itself() => Prop.ForAll<int[]>(values =>
    {
        double[] one = [.. values.Append(0).Select(value => (double)value)];
        return Test((one, one)) == new TestOutcome(0, 1);
    }).QuickCheckThrowOnFailure();

    private static TestOutcome Test((double[] One, double[] Other) pair) => KolmogorovSmirnov.Of(SortedSample.Of(pair.One), SortedSample.Of(pair.Other));
}
