using MlOpsDashboard.Core.Statistics.AnytimeValid;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.AnytimeValid;

public sealed class ShareSequenceTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.02)]
    public void The_truth_is_within_the_bounds_at_every_look_in_95_of_100_runs(double share)
    {
        int left = 0;
        for (int run = 0; run < 400; run++)
        {
            var random = new Random(run);
            long hits = 0;
            bool outside = false;
            for (int n = 1; n <= 1000 && !outside; n++)
            {
                hits += random.NextDouble() < share ? 1 : 0;
                (double lower, double upper) = ShareSequence.Bounds(hits, n, 0.05);
                outside = share < lower || share > upper;
            }

            left += outside ? 1 : 0;
        }

        Assert.InRange(left, 0, 20);
    }

    [Fact]
    public void One_hit_of_one_has_the_bounds_that_can_be_worked_out_by_hand()
    {
        // The mixture of one hit is 1/2, so that the shares with likelihood p < α/2 are refuted.
        (double lower, double upper) = ShareSequence.Bounds(1, 1, 0.05);

        Assert.Equal(0.025, lower, 1e-12);
        Assert.Equal(1, upper);
    }

    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(0, 100, 0, 0.074)]
    [InlineData(100, 100, 0.926, 1)]
    public void Ends_are_open_where_nothing_speaks_against_them(long hits, long count, double least, double most)
    {
        (double lower, double upper) = ShareSequence.Bounds(hits, count, 0.05);

        Assert.Equal(least, lower, 1e-3);
        Assert.Equal(most, upper, 1e-3);
    }

    [Fact]
    public void Bounds_of_huge_counts_stay_finite_and_close()
    {
        (double lower, double upper) = ShareSequence.Bounds(1_000_000, 100_000_000, 0.01);

        Assert.InRange(lower, 0.0099, 0.01);
        Assert.InRange(upper, 0.01, 0.0101);
    }
}
