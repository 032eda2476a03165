using MlOpsDashboard.Core.Learning.Search.Pruning;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search;

public sealed class PrunerTests
{
    private static readonly TrialCurve[] s_five = [new(1, [5, 4, 3]), new(2, [6, 5, 4]), new(3, [7, 6, 5]), new(4, [8, 7, 6]), new(5, [9, 8, 7])];

    [Theory]
    [InlineData(new double[] { 7.0 }, false)]
    [InlineData(new double[] { 7.1 }, true)]
    [InlineData(new double[] { 5.0, 9.0 }, false)]
    [InlineData(new double[] { 9.0, 6.5 }, true)]
    [InlineData(new double[] { double.NaN }, true)]
    [InlineData(new double[] { 9.0, 9.0, 9.0, 9.0 }, false)]
    public void Median_compares_the_best_so_far_with_the_median_at_the_step(double[] losses, bool pruned) =>
        Assert.Equal(pruned, new MedianPruner().ShouldPrune(new(6, losses), s_five));

    [Fact]
    public void Median_waits_for_its_first_trials_and_steps()
    {
        Assert.False(new MedianPruner().ShouldPrune(new(6, [99]), s_five[..4]));
        Assert.False(new MedianPruner(warmUpSteps: 1).ShouldPrune(new(6, [99]), s_five));
        Assert.True(new MedianPruner(warmUpSteps: 1).ShouldPrune(new(6, [99, 99]), s_five));
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

        Assert.Equal(pruned, new SuccessiveHalvingPruner(firstRung: 2).ShouldPrune(new(6, losses), s_five));
    }

    [Fact]
    public void Hyperband_has_the_brackets_of_the_paper_and_gives_strict_ones_more_trials()
    {
        // Steps 1 to 81 by thirds: ⌊log₃ 81⌋ + 1 = 5 brackets with 81, 34, 15, 8 and 5 of 143 trials (Li et al. 2018, table 1).
        var pruner = new HyperbandPruner(firstRung: 1, mostSteps: 81, reduction: 3);
        int[] trials = new int[pruner.Brackets];
        for (int number = 1; number <= 14_300; number++)
        {
            trials[pruner.BracketOf(number)]++;
        }

        Assert.Equal(5, pruner.Brackets);
        Assert.All(new[] { 8100, 3400, 1500, 800, 500 }.Zip(trials), pair => Assert.InRange(pair.Second, pair.First * 0.85, pair.First * 1.15));
    }

    [Fact]
    public void Hyperband_compares_a_trial_with_its_own_bracket_only()
    {
        var pruner = new HyperbandPruner(firstRung: 2, mostSteps: 8, reduction: 4);
        ILookup<int, int> byBracket = Enumerable.Range(1, 200).ToLookup(pruner.BracketOf);
        int strict = byBracket[0].First();
        TrialCurve hopeless = new(strict, [9, 9]);
        TrialCurve[] ofOthers = [.. byBracket[1].Select(number => new TrialCurve(number, [1, 1]))];
        TrialCurve[] ofItsOwn = [.. byBracket[0].Skip(1).Select(number => new TrialCurve(number, [1, 1]))];

        Assert.False(pruner.ShouldPrune(hopeless, ofOthers));
        Assert.True(pruner.ShouldPrune(hopeless, ofItsOwn));
        Assert.False(pruner.ShouldPrune(new(byBracket[1].First(), [9, 9]), ofOthers));
    }
}
