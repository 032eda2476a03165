using MlOpsDashboard.Core.Learning.Search.Pruning;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search;

public sealed class PrunerTests
{
    private static readonly double[][] _five = [[5, 4, 3], [6, 5, 4], [7, 6, 5], [8, 7, 6], [9, 8, 7]];

    [Theory]
    [InlineData(new double[] { 7.0 }, false)]
    [InlineData(new double[] { 7.1 }, true)]
    [InlineData(new double[] { 5.0, 9.0 }, false)]
    [InlineData(new double[] { 9.0, 6.5 }, true)]
    [InlineData(new double[] { double.NaN }, true)]
    [InlineData(new double[] { 9.0, 9.0, 9.0, 9.0 }, false)]
    public void Median_compares_the_best_so_far_with_the_median_at_the_step(double[] losses, bool pruned) =>
        Assert.Equal(pruned, new MedianPruner().ShouldPrune(losses, _five));

    [Fact]
    public void Median_waits_for_its_first_trials_and_steps()
    {
        Assert.False(new MedianPruner().ShouldPrune([99], _five[..4]));
        Assert.False(new MedianPruner(warmUpSteps: 1).ShouldPrune([99], _five));
        Assert.True(new MedianPruner(warmUpSteps: 1).ShouldPrune([99, 99], _five));
    }

    [Theory]
    [InlineData(1, 5.9, false)]
    [InlineData(2, 5.9, true)]
    [InlineData(2, 3.9, false)]
    [InlineData(3, 99, false)]
    public void Successive_halving_lets_the_best_quarter_pass_at_its_rungs_only(int steps, double last, bool pruned)
    {
        // Rungs at 2, 8, 32. With the own curve six got to step 2: one of them goes on.
        double[] losses = [.. Enumerable.Repeat(50.0, steps - 1), last];

        Assert.Equal(pruned, new SuccessiveHalvingPruner(firstRung: 2).ShouldPrune(losses, _five));
    }
}
