using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Statistics.Tests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Tests;

public sealed class PermutationTests
{
    [Fact]
    public void Area_is_that_of_the_roc_curve_ties_included()
    {
        var random = new Random(1);
        double[] scores = [.. Enumerable.Range(0, 200).Select(_ => (double)random.Next(20))];
        bool[] labels = [.. Enumerable.Range(0, 200).Select(_ => random.Next(3) == 0)];

        Assert.Equal(RankMetrics.RocAuc(scores, labels), RankSum.Of(scores, labels, 99, random).Statistic, 12);
    }

    [Fact]
    public void Order_that_chance_seldom_makes_has_a_small_probability_and_never_none()
    {
        double[] scores = [.. Enumerable.Range(0, 40).Select(i => (double)i)];
        bool[] labels = [.. Enumerable.Range(0, 40).Select(i => i >= 20)];

        Assert.Equal(new TestOutcome(1, 0.001), RankSum.Of(scores, labels, 999, new Random(2)));
        Assert.Equal(1, RankSum.Of(scores, [.. labels.Reverse()], 999, new Random(2)).PValue);
    }

    [Fact]
    public void Discrepancy_is_the_unbiased_estimate()
    {
        var random = new Random(3);
        double[] points = [.. Enumerable.Range(0, 25).Select(i => random.NextDouble() + (i < 10 ? 0 : 0.4))];
        float[] squares = [.. points.SelectMany(a => points.Select(b => (float)((a - b) * (a - b))))];
        double[] distances = [.. Enumerable.Range(0, 25).SelectMany(i => Enumerable.Range(i + 1, 24 - i).Select(j => (double)squares[(i * 25) + j])).Order()];
        double median = distances[distances.Length / 2];
        double Mean(IEnumerable<int> one, IEnumerable<int> other) =>
            (from i in one from j in other where i != j select Math.Exp(-Math.Pow(points[i] - points[j], 2) / median)).Average();
        int[] first = [.. Enumerable.Range(0, 10)];
        int[] second = [.. Enumerable.Range(10, 15)];

        TestOutcome found = MeanDiscrepancy.Of(squares, 10, 25, 199, random);

        Assert.Equal(Mean(first, first) + Mean(second, second) - (2 * Mean(first, second)), found.Statistic, 5);
        Assert.InRange(found.PValue, 0.005, 0.2);
    }
}
