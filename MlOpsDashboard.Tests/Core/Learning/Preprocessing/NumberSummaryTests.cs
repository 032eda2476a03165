using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Learning.Preprocessing;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Preprocessing;

public sealed class NumberSummaryTests
{
    [Fact]
    public void Figures_are_those_of_the_sorted_values() => Prop.ForAll(
        (from count in Gen.Choose(0, 200) from kinds in Gen.Choose(1, 300) from seed in Gen.Choose(0, 9999) select (count, kinds, seed)).ToArbitrary(),
        input =>
        {
            var random = new Random(input.seed);
            double[] values = [.. Enumerable.Range(0, input.count).Select(_ => random.Next(10) == 0 ? double.NaN : random.Next(input.kinds) - 20.5)];
            double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];

            NumberSummary summary = NumberSummary.Of(values);

            Assert.Equal((sorted.Length, values.Length - sorted.Length), (summary.Present, summary.Missing));
            if (sorted.Length > 0)
            {
                Assert.Equal((sorted[0], sorted[^1]), (summary.Min, summary.Max));
                Assert.Equal((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, summary.Median);
                Assert.Equal(sorted.Average(), summary.Mean, 1e-9);
                Assert.Equal(Math.Sqrt(sorted.Average(value => Math.Pow(value - sorted.Average(), 2))), summary.Deviation, 1e-9);
            }
        }).QuickCheckThrowOnFailure();
}
