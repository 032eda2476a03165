using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.AnytimeValid;
using MlOpsDashboard.Core.Statistics.Intervals;
using MlOpsDashboard.Core.Statistics.Tests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.AnytimeValid;

public sealed class AsymptoticSequenceTests
{
    /// <summary>
    /// The first three rows are those of GrowthBook's tests (packages/stats/tests/frequentist/test_tests.py, TestSequentialTTest and
    /// TestSequentialOneSidedGreaterTTest), which have 5 digits: relative uplifts of 1396.87 in 3000 and 2422.7 in 3461, and of 1396 and 2422
    /// hits. The other digits and rows were computed from equations 9 and 134 with numpy, the one-sided probability by looking for the alpha whose
    /// interval ends at 0 with <c>scipy.optimize.brentq</c>.
    /// </summary>
    [Theory]
    [InlineData(0.5033610858562358, 0.3334122146400735, 6461, 0.05, 1000, Alternative.TwoSided, -0.5584405051077315, 1.5651626768202032, 1)]
    [InlineData(0.5038633516821496, 0.033860214798231224, 6461, 0.05, 5000, Alternative.TwoSided, 0.4009784966859415, 0.6067482066783576, 5.174716682839777e-44)]
    [InlineData(0.5033610858562358, 0.3334122146400735, 6461, 0.05, 5000, Alternative.Greater, -0.42356454602790883, double.PositiveInfinity, 0.8603465387643112)]
    [InlineData(0.03, 0.01, 2000, 0.05, 5000, Alternative.TwoSided, -0.0012377909167472917, 0.06123779091674729, 0.06670175521542615)]
    [InlineData(0.03, 0.01, 2000, 0.05, 5000, Alternative.Greater, 0.001139860386571663, double.PositiveInfinity, 0.03887073637283679)]
    [InlineData(0.03, 0.01, 2000, 0.01, 1000, Alternative.Greater, -0.0037952822848307324, double.PositiveInfinity, 0.031978235142203444)]
    [InlineData(-0.05, 0.01, 500, 0.1, 20000, Alternative.TwoSided, -0.10897987404286137, 0.008979874042861366, 0.19511849969626902)]
    [InlineData(-0.05, 0.01, 500, 0.1, 20000, Alternative.Less, double.NegativeInfinity, 0.00936133170411084, 0.1968624548146425)]
    public void Agrees_with_growthbook_and_the_paper(
        double estimate, double error, int count, double alpha, double tightest, Alternative alternative, double low, double high, double pValue)
    {
        EffectEstimate found = new AsymptoticSequence { Alpha = alpha, Tightest = tightest }.Of(estimate, error, count, 0, alternative);

        Assert.Equal(estimate, found.Value);
        Assert.Equal(low, found.Low, 12);
        Assert.Equal(high, found.High, 12);
        Assert.Equal(1, found.PValue / pValue, 9);
    }

    [Fact]
    public void An_interval_leaves_out_just_what_its_test_rejects() =>
        Prop.ForAll<int, PositiveInt, PositiveInt>((effect, error, count) => Enum.GetValues<Alternative>().All(alternative =>
        {
            AsymptoticSequence sequence = new();
            double supposed = effect % 1000 / 100.0;
            EffectEstimate found = sequence.Of(1, error.Get / 50.0, count.Get, supposed, alternative);
            bool outside = supposed < found.Low || supposed > found.High;
            return outside == (found.PValue < sequence.Alpha);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void Changing_the_arms_turns_the_sign() => Prop.ForAll<PositiveInt, PositiveInt, int>((first, second, seed) =>
    {
        Random random = new(seed);
        MeanSummary one = Drawn(random, 100 + first.Get);
        MeanSummary other = Drawn(random, 100 + second.Get);
        AsymptoticSequence sequence = new();
        EffectEstimate found = sequence.Difference(one, other);
        EffectEstimate turned = sequence.Difference(other, one);
        EffectEstimate more = sequence.Difference(one, other, 0, Alternative.Greater);
        EffectEstimate less = sequence.Difference(other, one, 0, Alternative.Less);
        return Close(found.Low, -turned.High) && Close(found.High, -turned.Low) && Close(found.PValue, turned.PValue)
            && Close(more.Low, -less.High) && Close(more.PValue, less.PValue);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Arms_of_one_size_count_as_their_sum()
    {
        MeanSummary baseline = MeanSummary.OfShare(600, 1000);
        MeanSummary candidate = MeanSummary.OfShare(660, 1000);
        AsymptoticSequence sequence = new();

        EffectEstimate found = sequence.Difference(baseline, candidate);

        Assert.Equal(sequence.Of(candidate.Mean - baseline.Mean, Math.Sqrt(baseline.ErrorSquared + candidate.ErrorSquared), 2000).Low, found.Low, 12);
        Assert.Equal(sequence.Of(0.6, Math.Sqrt(baseline.ErrorSquared), 1000, 0.5), sequence.Mean(baseline, 0.5));
    }

    [Fact]
    public void A_small_arm_that_had_no_error_is_not_taken_for_one_that_has_none()
    {
        // Of 100 requests with 1 error in 50, none fails with a chance of 13 %.
        EffectEstimate found = new AsymptoticSequence().Difference(MeanSummary.OfShare(200, 10_000), MeanSummary.OfShare(0, 100));

        Assert.InRange(0, found.Low, found.High);
    }

    [Fact]
    public void Nothing_is_said_of_few_values_nor_of_ones_that_do_not_vary()
    {
        AsymptoticSequence sequence = new() { Least = 50 };

        Assert.Equal(EffectEstimate.Unknown(0.8), sequence.Difference(MeanSummary.OfShare(0, 49), MeanSummary.OfShare(40, 50)));
        Assert.Equal(EffectEstimate.Unknown(1), sequence.Difference(MeanSummary.OfShare(0, 50), MeanSummary.OfShare(50, 50)));
        Assert.Equal(EffectEstimate.Unknown(1), sequence.Mean(MeanSummary.OfShare(49, 49)));
        Assert.NotEqual(1, sequence.Difference(MeanSummary.OfShare(1, 50), MeanSummary.OfShare(49, 50)).PValue);
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AsymptoticSequence { Alpha = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AsymptoticSequence { Tightest = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AsymptoticSequence { Least = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AsymptoticSequence { Alpha = 0.5 }.Of(1, 1, 100, 0, Alternative.Greater));
    }

    private static MeanSummary Drawn(Random random, int count) =>
        Enumerable.Range(0, count).Aggregate(default(MeanSummary), (all, _) => all.Add(random.NextDouble()));

    private static bool Close(double one, double other) => Math.Abs(one - other) <= 1e-12 || one == other;
}
