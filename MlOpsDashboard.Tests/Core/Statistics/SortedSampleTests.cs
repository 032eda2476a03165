using MlOpsDashboard.Core.Statistics;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics;

public sealed class SortedSampleTests
{
    [Fact]
    public void Sorts_a_copy()
    {
        double[] values = [3, 1, 2];

        Assert.Equal([1, 2, 3], SortedSample.Of(values).Values.ToArray());
        Assert.Equal([3, 1, 2], values);
    }

    [Fact]
    public void Empty_samples_and_missing_values_are_refused()
    {
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => SortedSample.Of([])).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => SortedSample.Of([1, double.NaN, 2])).Message, StringComparison.Ordinal);
    }

    // numpy.quantile, numpy.std.
    [Fact]
    public void Quantiles_and_deviation_are_numpys()
    {
        SortedSample sample = SortedSample.Of([1, 2, 4, 8, 16]);

        Assert.Equal(1, sample.Quantile(0));
        Assert.Equal(2.8, sample.Quantile(0.35), 12);
        Assert.Equal(16, sample.Quantile(1));
        Assert.Equal(5.455272678794342, sample.StandardDeviation(), 12);
    }

    [Fact]
    public void Distinct_values_are_counted_up_to_a_limit()
    {
        SortedSample sample = SortedSample.Of([1, 1, 2, 3, 3, 4]);

        Assert.Equal(4, sample.Distinct(10));
        Assert.Equal(2, sample.Distinct(2));
    }
}
