using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class NumberShiftTests
{
    private static readonly Random s_random = new(20261130);

    [Fact]
    public void Times_in_seconds_are_counted_from_one_of_them()
    {
        double[] times = [.. Enumerable.Range(0, 500).Select(_ => 1_700_000_000.0 + s_random.Next(100)), double.NaN];

        double offset = Assert.IsType<double>(NumberShift.Of(times));

        Assert.Contains(offset, times);
        Assert.Null(NumberShift.Lost(times));
    }

    [Fact]
    public void A_third_of_zeros_for_no_time_changes_nothing()
    {
        double[] times = [.. Enumerable.Range(0, 900).Select(row => row % 3 == 0 ? 0 : 1_700_000_000.0 + s_random.Next(100))];

        Assert.InRange(NumberShift.Of(times)!.Value, 1_700_000_000, 1_700_000_099);
        Assert.Null(NumberShift.Lost(times));
    }

    [Fact]
    public void Numbers_that_floats_tell_apart_stay_as_they_are()
    {
        Assert.Null(NumberShift.Of([1, 2, 3, double.NaN]));
        Assert.Null(NumberShift.Of([1013.25, 1008.1, 1021.75, 999.9]));
        Assert.Null(NumberShift.Of([0.1, 0.10000000149011612, 5000, -9]));
        Assert.Null(NumberShift.Of([]));
        Assert.Null(NumberShift.Of([double.NaN, double.PositiveInfinity]));
        Assert.Null(NumberShift.Of(new NumericColumn("x", [16_777_216, 16_777_218])));
    }

    [Fact]
    public void Whole_numbers_that_no_offset_helps_are_told()
    {
        double[] ids = [1, 2, 3, 4, 5, 6, 7, 8, 1_000_000_001, 1_000_000_002, 5_000_000_001, 9_000_000_000];

        Assert.Null(NumberShift.Of(ids));
        Assert.Equal((1_000_000_001, 1_000_000_002), NumberShift.Lost(ids));
    }

    [Fact]
    public void Chance_neighbours_among_many_measurements_are_not_worth_a_word() =>
        Assert.Null(NumberShift.Lost([.. Enumerable.Range(0, 20_000).Select(_ => s_random.NextDouble())]));
}
