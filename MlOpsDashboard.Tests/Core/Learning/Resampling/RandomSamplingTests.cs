using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Resampling;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Resampling;

public sealed class RandomSamplingTests
{
    [Fact]
    public void Every_class_has_as_many_rows_as_the_largest_or_the_smallest() => Prop.ForAll(
        (from rows in Gen.Choose(1, 200) from classes in Gen.Choose(1, 4) from seed in Gen.Choose(0, 9999) select (rows, classes, seed)).ToArbitrary(),
        input =>
        {
            var random = new SeededRandom(input.seed);
            int[] labels = [.. Enumerable.Range(0, input.rows).Select(_ => random.Next(input.classes))];
            int[] rows = [.. Enumerable.Range(0, input.rows)];
            int[] counts = [.. labels.GroupBy(label => label).Select(group => group.Count())];

            int[] over = RandomSampling.Over(rows, row => labels[row], input.seed);
            int[] under = RandomSampling.Under(rows, row => labels[row], input.seed);

            Assert.All(over.GroupBy(row => labels[row]), group => Assert.Equal(counts.Max(), group.Count()));
            Assert.All(under.GroupBy(row => labels[row]), group => Assert.Equal(counts.Min(), group.Count()));
            Assert.Equal(rows, over[..rows.Length]);
            Assert.Equal(under.Distinct().Order(), under);
            Assert.Equal(over, RandomSampling.Over(rows, row => labels[row], input.seed));
        }).QuickCheckThrowOnFailure();
}
