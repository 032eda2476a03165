using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Statistics;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics;

public sealed class MeanSummaryTests
{
    [Fact]
    public void Mean_and_variance_are_those_of_the_values()
    {
        MeanSummary values = MeanSummary.Of([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);

        Assert.Equal(4, values.Count);
        Assert.Equal(1e9 + 10, values.Mean);
        Assert.Equal(30, values.Variance);
        Assert.Equal(7.5, values.ErrorSquared);
    }

    [Fact]
    public void A_share_is_the_summary_of_its_ones_and_zeros()
    {
        MeanSummary share = MeanSummary.OfShare(3, 8);
        MeanSummary values = MeanSummary.Of([1, 0, 0, 1, 0, 0, 1, 0]);

        Assert.Equal(values.Mean, share.Mean, 15);
        Assert.Equal(values.Squares, share.Squares, 14);
        Assert.Equal(default, MeanSummary.OfShare(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MeanSummary.OfShare(3, 2));
    }

    [Fact]
    public void What_is_no_number_is_refused() =>
        Assert.All([double.NaN, double.PositiveInfinity], value => Assert.Throws<ArgumentOutOfRangeException>(() => default(MeanSummary).Add(value)));

    [Fact]
    public void Parts_join_to_the_whole_in_any_order() => Prop.ForAll<int[], int[]>((first, second) =>
    {
        MeanSummary whole = MeanSummary.Of([.. first.Concat(second).Select(Value)]);
        MeanSummary one = MeanSummary.Of([.. first.Select(Value)]);
        MeanSummary other = MeanSummary.Of([.. second.Select(Value)]);
        return Close(whole, one.Merge(other)) && Close(whole, other.Merge(one));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void After_a_restart_it_goes_on_as_if_there_had_been_none() => Prop.ForAll<int[], int[]>((before, after) =>
    {
        MeanSummary kept = MeanSummary.Of([.. before.Select(Value)]);
        MeanSummary read = JsonSerializer.Deserialize<MeanSummary>(JsonSerializer.Serialize(kept));
        return after.Aggregate(read, (all, value) => all.Add(Value(value))) == MeanSummary.Of([.. before.Concat(after).Select(Value)]);
    }).QuickCheckThrowOnFailure();

    private static double Value(int value) => value / 7.0;

    private static bool Close(MeanSummary one, MeanSummary other) => one.Count == other.Count
        && Math.Abs(one.Mean - other.Mean) <= 1e-12 * (1 + Math.Abs(one.Mean))
        && Math.Abs(one.Squares - other.Squares) <= 1e-10 * (1 + one.Squares);
}
