using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Trees;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Trees;

public sealed class BinMapperTests
{
    private static readonly FeatureInfo s_number = new("x", "x");

    [Fact]
    public void Few_values_have_a_bin_each_and_thresholds_between_them()
    {
        BinMapper mapper = BinFinder.Find(s_number, [3, 1, float.NaN, 2, 1], 255);

        Assert.Equal([1.5f, 2.5f], mapper.Thresholds);
        Assert.Equal([2, 0, 3, 1, 0], Bins(mapper, [3, 1, float.NaN, 2, 1]));
        Assert.Equal(3, mapper.MissingBin);
    }

    [Fact]
    public void Many_values_fill_the_bins_evenly()
    {
        var random = new SeededRandom(1);
        float[] values = [.. Enumerable.Range(0, 50_000).Select(_ => (float)random.NextNormal())];
        BinMapper mapper = BinFinder.Find(s_number, values, 255);

        int[] counts = new int[256];
        foreach (int bin in Bins(mapper, values))
        {
            counts[bin]++;
        }

        Assert.InRange(mapper.BinCount, 250, 255);
        Assert.All(counts.Take(mapper.BinCount - 1), count => Assert.InRange(count, 150, 250));
    }

    [Fact]
    public void A_frequent_value_has_a_bin_for_itself()
    {
        var random = new SeededRandom(1);
        float[] values = [.. Enumerable.Range(0, 20_000).Select(i => i % 2 == 0 ? 0 : (float)random.NextNormal())];
        BinMapper mapper = BinFinder.Find(s_number, values, 64);

        int zero = Bins(mapper, [0])[0];
        Assert.True(mapper.Thresholds[zero - 1] < 0 && mapper.Thresholds[zero] > 0);
        Assert.Equal(values.Count(value => value == 0), Bins(mapper, values).Count(bin => bin == zero));
    }

    [Fact]
    public void Neighbours_in_float_are_still_apart()
    {
        float next = MathF.BitIncrement(1f);
        BinMapper mapper = BinFinder.Find(s_number, [1f, next, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity], 255);

        Assert.Equal([1, 2, 3, 4, 0], Bins(mapper, [1f, next, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity]));
    }

    [Fact]
    public void Map_counts_the_thresholds_below()
    {
        var random = new SeededRandom(5);
        float[] values = [.. Enumerable.Range(0, 5_000).Select(_ => (float)random.Next(3000))];
        BinMapper mapper = BinFinder.Find(s_number, values, 255);

        Assert.Equal(values.Select(value => mapper.Thresholds.Count(threshold => threshold < value)), Bins(mapper, values));
    }

    [Fact]
    public void Only_missing_has_no_bin_for_values() =>
        Assert.Equal(0, BinFinder.Find(s_number, [float.NaN, float.NaN], 255).BinCount);

    [Fact]
    public void More_categories_than_bins_share_the_last()
    {
        var feature = new FeatureInfo("c", "c", 1000);
        float[] values = [.. Enumerable.Range(0, 1000).SelectMany(code => Enumerable.Repeat((float)code, code < 10 ? 50 : 1))];
        BinMapper mapper = BinFinder.Find(feature, values, 255);

        Assert.Equal(255, mapper.BinCount);
        Assert.Equal([0, 9, 254, 254, 255, 255, 255], Bins(mapper, [0, 9, 254, 999, float.NaN, -1, 1000]));
    }

    private static int[] Bins(BinMapper mapper, float[] values)
    {
        var bins = new byte[values.Length];
        mapper.Map(values, bins);
        return Array.ConvertAll(bins, bin => (int)bin);
    }
}
