using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Statistics.Tests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Tests;

public sealed class TwoSampleChiSquareTests
{
    /// <summary>scipy 1.10.1: <c>scipy.stats.chi2_contingency([before, after], correction=False)</c> without the columns that are empty.</summary>
    [Theory]
    [InlineData(new long[] { 30, 50, 20 }, new long[] { 20, 60, 40 }, 7.822222222222223, 0.020018246204381352)]
    [InlineData(new long[] { 5, 0, 10, 3 }, new long[] { 0, 7, 9, 3 }, 12.03439519852262, 0.007266261017384762)]
    [InlineData(new long[] { 100, 900 }, new long[] { 130, 870 }, 4.421518054532056, 0.03548845046647463)]
    [InlineData(new long[] { 1000, 2000, 3000, 0 }, new long[] { 90, 210, 310, 0 }, 1.500354663320224, 0.47228279462273814)]
    [InlineData(new long[] { 5 }, new long[] { 9 }, 0, 1)]
    public void Agrees_with_scipy(long[] before, long[] after, double statistic, double pValue)
    {
        TestOutcome result = TwoSampleChiSquare.Of(before, after);

        Assert.Equal(statistic, result.Statistic, 9);
        Assert.Equal(1, result.PValue / pValue, 9);
    }

    [Fact]
    public void Rare_categories_are_counted_together()
    {
        // Of 100 + 50 rows, the smaller sample expects a third of each category: from 15 rows on a category stands alone.
        (long[] before, long[] after) = TwoSampleChiSquare.Pool([60, 10, 9, 21], [30, 5, 5, 10]);

        Assert.Equal([60, 10, 21, 9], before);
        Assert.Equal([30, 5, 10, 5], after);
    }

    [Fact]
    public void Empty_samples_and_other_categories_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TwoSampleChiSquare.Of([0, 0], [1, 2]));
        Assert.Throws<ArgumentException>(() => TwoSampleChiSquare.Of([1, 2], [1, 2, 3]));
    }

    [Fact]
    public void Neither_the_order_of_the_samples_nor_that_of_the_categories_matters() => Prop.ForAll<(byte, byte)[]>(cells =>
    {
        long[] before = [.. cells.Select(cell => (long)cell.Item1), 3];
        long[] after = [.. cells.Select(cell => (long)cell.Item2), 4];
        double one = TwoSampleChiSquare.Of(before, after).Statistic;
        double swapped = TwoSampleChiSquare.Of(after, before).Statistic;
        double reversed = TwoSampleChiSquare.Of([.. before.Reverse()], [.. after.Reverse()]).Statistic;
        return Math.Abs(one - swapped) <= 1e-9 * (1 + one) && Math.Abs(one - reversed) <= 1e-9 * (1 + one);
    }).QuickCheckThrowOnFailure();
}
