using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Statistics.Sketches;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Sketches;

public sealed class DurationHistogramTests
{
    [Fact]
    public void A_quantile_is_within_half_a_bucket_of_the_exact_one()
    {
        var random = new Random(7);
        double[] seconds = [.. Enumerable.Range(0, 10_000).Select(_ => Math.Exp((random.NextDouble() * 12) - 12))];
        var histogram = new DurationHistogram();
        foreach (double value in seconds)
        {
            histogram.Record(value);
        }

        Array.Sort(seconds);
        foreach (double share in (double[])[0, 0.01, 0.5, 0.95, 0.99, 0.999, 1])
        {
            double exact = seconds[Math.Max(0, (int)Math.Ceiling(share * seconds.Length) - 1)];
            Assert.InRange(histogram.Quantile(share)!.Value / exact, Math.Pow(2, -0.126), Math.Pow(2, 0.126));
        }
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1e-6, 0)]
    [InlineData(1.0001e-6, 1)]
    [InlineData(2e-6, 4)]
    [InlineData(double.PositiveInfinity, DurationHistogram.Buckets - 1)]
    public void A_duration_has_its_bucket(double seconds, int bucket) => Assert.Equal(bucket, DurationHistogram.BucketOf(seconds));

    [Fact]
    public void Bytes_of_several_add_up_to_the_histogram_of_all()
    {
        Gen<double[]> durations = Gen.Choose(0, 2_000_000_000).Select(n => n * 1e-7).ArrayOf();
        Prop.ForAll(durations.ToArbitrary(), durations.ToArbitrary(), (first, second) =>
        {
            var sum = new DurationHistogram();
            sum.Add(Of(first).ToBytes());
            sum.Add(Of(second).ToBytes());
            DurationHistogram all = Of([.. first, .. second]);
            return sum.Count == first.Length + second.Length
                && sum.ToBytes().SequenceEqual(all.ToBytes())
                && sum.Quantile(0.5) == all.Quantile(0.5);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Nothing_has_no_quantile() => Assert.Null(new DurationHistogram().Quantile(0.5));

    [Theory]
    [InlineData(new byte[] { 1 })]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { DurationHistogram.Buckets, 1 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 1 })]
    public void Foreign_bytes_are_refused(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => new DurationHistogram().Add(bytes));

    private static DurationHistogram Of(double[] seconds)
    {
        var histogram = new DurationHistogram();
        Array.ForEach(seconds, histogram.Record);
        return histogram;
    }
}
