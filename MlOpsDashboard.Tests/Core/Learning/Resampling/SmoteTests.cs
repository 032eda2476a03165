using MlOpsDashboard.Core.Learning.Resampling;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Resampling;

public sealed class SmoteTests
{
    [Fact]
    public void Balance_makes_every_class_as_large_as_the_largest_and_keeps_the_given_rows()
    {
        DataTable table = Imbalanced(rows: 300, minority: 30);

        DataTable balanced = Smote.Balance(table, "label", seed: 7);

        var labels = (CodedColumn)balanced.Find("label")!;
        int[] counts = [.. Enumerable.Range(0, 2).Select(code => labels.Codes.ToArray().Count(c => c == code))];
        Assert.Equal([270, 270], counts);
        Assert.Equal(((NumericColumn)table.Find("x")!).Values.ToArray(), ((NumericColumn)balanced.Find("x")!).Values[..300].ToArray());
    }

    [Fact]
    public void Synthetic_rows_lie_between_two_rows_of_their_class()
    {
        // Two minority points: every synthetic one must lie on the line between (0, 0) and (1, 2).
        var x = new NumericColumn("x", [0, 1, 5, 6, 7, 8, 9]);
        var y = new NumericColumn("y", [0, 2, 5, 6, 7, 8, 9]);
        var label = new CodedColumn("label", ColumnType.Categorical, [1, 1, 0, 0, 0, 0, 0], ["a", "b"]);

        DataTable balanced = Smote.Balance(new DataTable([x, y, label]), "label", seed: 3);

        Assert.Equal(10, balanced.RowCount);
        float[] xs = ((NumericColumn)balanced.Find("x")!).Values[7..].ToArray();
        float[] ys = ((NumericColumn)balanced.Find("y")!).Values[7..].ToArray();
        Assert.All(xs.Zip(ys), pair => Assert.Equal(2 * pair.First, pair.Second, 5));
        Assert.All(xs, value => Assert.InRange(value, 0f, 1f));
        Assert.Equal(3, xs.Distinct().Count());
    }

    [Fact]
    public void Words_are_voted_by_the_neighbours_and_never_invented()
    {
        var word = new CodedColumn("word", ColumnType.Categorical, [0, 0, 0, 1, 2, 2, 2, 2, 2], ["near", "far", "other"]);
        var x = new NumericColumn("x", [0, 0.1f, 0.2f, 0.3f, 5, 6, 7, 8, 9]);
        var label = new CodedColumn("label", ColumnType.Boolean, [1, 1, 1, 1, 0, 0, 0, 0, 0], ["no", "yes"]);

        DataTable balanced = Smote.Balance(new DataTable([x, word, label]), "label", seed: 1);

        // Three of the four rows say "near": whoever the base row is, at least two of its three neighbours do.
        Assert.Equal("near", ((CodedColumn)balanced.Find("word")!).WordAt(9));
    }

    [Fact]
    public void A_value_missing_in_either_parent_is_the_base_rows_own()
    {
        var x = new NumericColumn("x", [float.NaN, float.NaN, 5, 6, 7]);
        var label = new CodedColumn("label", ColumnType.Boolean, [1, 1, 0, 0, 0], ["no", "yes"]);

        DataTable balanced = Smote.Balance(new DataTable([x, label]), "label", seed: 1);

        Assert.True(balanced.Find("x")!.IsMissing(5));
    }

    [Fact]
    public void A_class_of_one_row_is_repeated()
    {
        var x = new NumericColumn("x", [4, 5, 6]);
        var label = new CodedColumn("label", ColumnType.Boolean, [1, 0, 0], ["no", "yes"]);

        DataTable balanced = Smote.Balance(new DataTable([x, label]), "label", seed: 1);

        Assert.Equal(4f, ((NumericColumn)balanced.Find("x")!).Values[3]);
    }

    [Fact]
    public void The_result_depends_on_the_seed_and_not_on_the_threads()
    {
        DataTable table = Imbalanced(rows: 500, minority: 60);

        float[] one = Values(Smote.Balance(table, "label", seed: 5, threads: 1));

        Assert.Equal(one, Values(Smote.Balance(table, "label", seed: 5, threads: 2)));
        Assert.NotEqual(one, Values(Smote.Balance(table, "label", seed: 6, threads: 2)));
    }

    [Fact]
    public void A_target_that_is_a_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => Smote.Balance(Imbalanced(10, 2), "x", seed: 1));

    private static float[] Values(DataTable table) => ((NumericColumn)table.Find("x")!).Values.ToArray();

    private static DataTable Imbalanced(int rows, int minority)
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, rows).Select(_ => (float)random.NextDouble())];
        int[] words = [.. Enumerable.Range(0, rows).Select(_ => random.Next(3))];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row < minority ? 1 : 0)];
        return new DataTable([
            new NumericColumn("x", x),
            new CodedColumn("word", ColumnType.Categorical, words, ["a", "b", "c"]),
            new CodedColumn("label", ColumnType.Boolean, labels, ["no", "yes"]),
        ]);
    }
}
