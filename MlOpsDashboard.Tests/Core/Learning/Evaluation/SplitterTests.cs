using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Targets;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Evaluation;

public sealed class SplitterTests
{
    [Fact]
    public void A_holdout_keeps_every_row_once_and_each_class_in_its_share() => Prop.ForAll(
        (from rows in Gen.Choose(2, 300) from classes in Gen.Choose(2, 5) from seed in Gen.Choose(0, 9999) select (rows, classes, seed)).ToArbitrary(),
        input =>
        {
            TargetColumn target = Classes(input.rows, input.classes, input.seed);
            int[] rows = [.. Enumerable.Range(0, input.rows)];

            RowSplit split = Splitter.Holdout(rows, target, 0.2, input.seed);

            Assert.Equal(rows, split.Training.Concat(split.Test).Order());
            Assert.All(target.Values.Distinct(), label =>
            {
                int all = target.Values.Count(value => value == label);
                int test = split.Test.Count(row => target.Values[row] == label);
                Assert.InRange(test, (0.2 * all) - 1, (0.2 * all) + 1);
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Groups_are_never_on_both_sides() => Prop.ForAll(
        (from rows in Gen.Choose(20, 300) from groups in Gen.Choose(5, 20) from seed in Gen.Choose(0, 9999) select (rows, groups, seed)).ToArbitrary(),
        input =>
        {
            var random = new SeededRandom(input.seed);
            int[] groups = [.. Enumerable.Range(0, input.rows).Select(row => row < input.groups ? row : random.Next(input.groups))];
            int[] rows = [.. Enumerable.Range(0, input.rows)];

            RowSplit holdout = Splitter.GroupHoldout(rows, groups, 0.2, input.seed);
            IReadOnlyList<RowSplit> folds = Splitter.GroupKFold(rows, groups, 5, input.seed);

            Assert.All(folds.Append(holdout), split =>
            {
                Assert.Equal(rows, split.Training.Concat(split.Test).Order());
                Assert.NotEmpty(split.Test);
                Assert.NotEmpty(split.Training);
                Assert.Empty(split.Training.Select(row => groups[row]).Intersect(split.Test.Select(row => groups[row])));
            });
            Assert.Equal(rows, folds.SelectMany(fold => fold.Test).Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fewer_groups_than_folds_are_refused() =>
        Assert.Throws<ArgumentException>(() => Splitter.GroupKFold([0, 1, 2], [0, 0, 1], 3, 1));

    [Fact]
    public void Folds_keep_every_row_once_and_each_class_in_its_share() => Prop.ForAll(
        (from rows in Gen.Choose(5, 300) from classes in Gen.Choose(2, 5) from seed in Gen.Choose(0, 9999) select (rows, classes, seed)).ToArbitrary(),
        input =>
        {
            TargetColumn target = Classes(input.rows, input.classes, input.seed);
            int[] rows = [.. Enumerable.Range(0, input.rows)];

            IReadOnlyList<RowSplit> folds = Splitter.KFold(rows, target, 5, input.seed);

            Assert.Equal(rows, folds.SelectMany(fold => fold.Test).Order());
            Assert.All(folds, fold => Assert.Equal(rows, fold.Training.Concat(fold.Test).Order()));
            Assert.All(target.Values.Distinct(), label =>
            {
                int[] counts = [.. folds.Select(fold => fold.Test.Count(row => target.Values[row] == label))];
                Assert.InRange(counts.Max() - counts.Min(), 0, 1);
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_ordered_split_judges_by_the_latest_rows()
    {
        RowSplit split = Splitter.Ordered([3, 1, 4, 2, 5], 0.4);

        Assert.Equal([3, 1, 4], split.Training);
        Assert.Equal([2, 5], split.Test);
    }

    [Fact]
    public void The_same_seed_divides_the_same_way_and_another_differently()
    {
        TargetColumn target = Classes(100, 2, 1);
        int[] rows = [.. Enumerable.Range(0, 100)];

        Assert.Equal(Splitter.Holdout(rows, target, 0.2, 7).Test, Splitter.Holdout(rows, target, 0.2, 7).Test);
        Assert.NotEqual(Splitter.Holdout(rows, target, 0.2, 7).Test, Splitter.Holdout(rows, target, 0.2, 8).Test);
    }

    [Fact]
    public void Whichever_class_is_positive_the_rows_are_divided_in_the_same_way()
    {
        TargetColumn target = Classes(100, 2, 1) with { Task = TaskKind.Binary };
        TargetColumn turned = target.Facing("c0");
        int[] rows = [.. Enumerable.Range(0, 100)];

        Assert.Equal(["c1", "c0"], turned.Classes);
        Assert.Equal(target.Values.Select(value => 1 - value), turned.Values);
        Assert.Equal(Splitter.Holdout(rows, target, 0.2, 7).Test, Splitter.Holdout(rows, turned, 0.2, 7).Test);
        Assert.Equal(Splitter.KFold(rows, target, 5, 7).Select(fold => fold.Test), Splitter.KFold(rows, turned, 5, 7).Select(fold => fold.Test));
    }

    private static TargetColumn Classes(int rows, int classes, int seed)
    {
        var random = new Random(seed);
        return new TargetColumn(
            TaskKind.Multiclass,
            [.. Enumerable.Range(0, classes).Select(index => $"c{index}")],
            [.. Enumerable.Range(0, rows).Select(_ => (float)random.Next(classes))]);
    }
}
