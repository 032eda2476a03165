using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Statistics.AnytimeValid;
using Xunit;
using Interval = MlOpsDashboard.Core.Statistics.Intervals.Interval;

namespace MlOpsDashboard.Tests.Core.Statistics.AnytimeValid;

public sealed class BoundedSequenceTests
{
    /// <summary>
    /// Theorem 2 of the paper, all at once with numpy: <c>mu = (.5 + cumsum(x)) / (t + 1)</c>, <c>var = (.25 + cumsum((x - mu) ** 2)) / (t + 1)</c>,
    /// <c>lam = minimum(.5, sqrt(2 * log(2 / a) / (var_before * t * log(1 + t))))</c>, <c>v = 4 * (x - mu_before) ** 2</c>,
    /// <c>psi = (-log(1 - lam) - lam) / 4</c>; the ends by <c>maximum.accumulate</c> and <c>minimum.accumulate</c>, x is i·37 mod 101 in hundredths.
    /// </summary>
    [Theory]
    [InlineData(0.05, 1, 0.0, 0.0, 1.0)]
    [InlineData(0.05, 10, 0.453, 0.0, 1.0)]
    [InlineData(0.05, 100, 0.4984946436366321, 0.3905808794932806, 0.6072634549724147)]
    [InlineData(0.05, 1000, 0.49948733507628934, 0.46596485766018, 0.5326929750989644)]
    [InlineData(0.01, 100, 0.4986, 0.3588431392549692, 0.6394512442422522)]
    [InlineData(0.01, 1000, 0.49957805075522177, 0.460191936452944, 0.5386452689980734)]
    public void Agrees_with_the_paper(double alpha, int count, double centre, double lower, double upper)
    {
        BoundedSequence found = Enumerable.Range(0, count).Aggregate(new BoundedSequence { Alpha = alpha }, (all, i) => all.Add(i * 37 % 101 / 100.0));

        Assert.Equal(count, found.Count);
        Assert.Equal(centre, found.Centre, 12);
        Assert.Equal(lower, found.Lower, 12);
        Assert.Equal(upper, found.Upper, 12);
    }

    [Fact]
    public void An_interval_never_widens_and_stays_between_the_bounds() => Prop.ForAll<byte[]>(values =>
    {
        BoundedSequence last = new();
        return values.All(value =>
        {
            BoundedSequence before = last;
            last = last.Add(value / 255.0);
            return last.Lower >= before.Lower && last.Upper <= before.Upper && last.Lower >= 0 && last.Upper <= 1;
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Turning_the_values_over_turns_the_interval_over() => Prop.ForAll<bool[]>(values =>
    {
        BoundedSequence one = values.Aggregate(new BoundedSequence(), (all, value) => all.Add(value ? 1 : 0));
        BoundedSequence other = values.Aggregate(new BoundedSequence(), (all, value) => all.Add(value ? 0 : 1));
        return Math.Abs(one.Lower - (1 - other.Upper)) < 1e-12 && Math.Abs(one.Centre - (1 - other.Centre)) < 1e-12;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void After_a_restart_it_goes_on_as_if_there_had_been_none()
    {
        BoundedSequence going = new() { Alpha = 0.02, Least = -1 };
        for (int i = 0; i < 500; i++)
        {
            double value = Math.Sin(i);
            BoundedSequence restarted = JsonSerializer.Deserialize<BoundedSequence>(JsonSerializer.Serialize(going))!;
            going = going.Add(value);
            Assert.Equal(going, restarted.Add(value));
        }
    }

    [Fact]
    public void Other_bounds_only_stretch_the_interval()
    {
        BoundedSequence unit = new();
        BoundedSequence wide = new() { Least = -1, Most = 3 };
        for (int i = 0; i < 300; i++)
        {
            unit = unit.Add(i * 37 % 101 / 100.0);
            wide = wide.Add((i * 37 % 101 / 100.0 * 4) - 1);
        }

        Assert.Equal((unit.Lower * 4) - 1, wide.Lower, 12);
        Assert.Equal((unit.Centre * 4) - 1, wide.Centre, 12);
        Assert.Equal((unit.Upper * 4) - 1, wide.Upper, 12);
    }

    [Fact]
    public void A_mean_that_moves_leaves_none()
    {
        BoundedSequence found = new();
        for (int i = 0; i < 4000; i++)
        {
            Assert.False(i < 2000 && found.IsEmpty);
            found = found.Add(i < 2000 ? i % 2 * 0.2 : 1 - (i % 2 * 0.2));
        }

        Assert.True(found.IsEmpty);
    }

    [Fact]
    public void What_is_outside_the_bounds_is_refused()
    {
        Assert.All([-0.01, 1.01, double.NaN], value => Assert.Throws<ArgumentOutOfRangeException>(() => new BoundedSequence().Add(value)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoundedSequence { Alpha = 0 });
    }

    [Fact]
    public void A_difference_leans_on_the_far_ends_of_its_arms()
    {
        BoundedSequence baseline = BoundedDifference.Arm();
        BoundedSequence candidate = BoundedDifference.Arm();
        for (int i = 0; i < 1000; i++)
        {
            baseline = baseline.Add(i % 2);
            candidate = candidate.Add(i % 10 == 0 ? 0 : 1);
        }

        Interval found = BoundedDifference.Of(baseline, candidate);

        Assert.Equal(0.025, baseline.Alpha);
        Assert.Equal(candidate.Lower - baseline.Upper, found.Low);
        Assert.Equal(candidate.Upper - baseline.Lower, found.High);
        Assert.Equal(0.4, found.Value, 2);
        Assert.True(found.Low > 0.2);
    }
}
