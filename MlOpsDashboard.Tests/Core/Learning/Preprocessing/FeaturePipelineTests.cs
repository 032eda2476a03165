using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Preprocessing;

public sealed class FeaturePipelineTests
{
    private static readonly string[] s_words = ["red", "green", "blue", "black", "white", "olive"];

    [Fact]
    public void A_row_and_a_table_are_encoded_bit_for_bit_the_same()
    {
        Gen<DataTable> tables =
            from rows in Gen.Choose(1, 60)
            from seed in Gen.Choose(0, int.MaxValue)
            select RandomTable(rows, new Random(seed));
        Prop.ForAll(tables.ToArbitrary(), table =>
        {
            FeaturePipeline raw = FitOnHalf(table, FeatureLayout.Raw);
            FeaturePipeline dense = FitOnHalf(table, FeatureLayout.Dense);
            foreach (FeaturePipeline pipeline in new[] { raw, dense, FeaturePipeline.Join(raw, dense).Pipeline })
            {
                DataTable readable = FillWhatTrainingHad(table, pipeline);
                FeatureMatrix matrix = pipeline.Transform(readable);
                float[] fromRow = new float[pipeline.Width];
                float[] fromTable = new float[pipeline.Width];
                for (int row = 0; row < readable.RowCount; row++)
                {
                    Array.Fill(fromRow, -77);
                    pipeline.TransformRow(pipeline.RowAt(readable, row), fromRow);
                    matrix.CopyRow(row, fromTable);
                    Assert.Equal(fromTable.Select(BitConverter.SingleToInt32Bits), fromRow.Select(BitConverter.SingleToInt32Bits));
                    Assert.True(pipeline.Layout != FeatureLayout.Dense || fromRow.All(float.IsFinite));
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_dense_layout_fills_scales_and_marks()
    {
        DataTable table = Table(
            new NumericColumn("x", [1, float.NaN, 3, 8]),
            Words("colour", ColumnType.Categorical, "red", "blue", null, "red"),
            Words("member", ColumnType.Boolean, "Yes", "No", "No", "Yes"));

        var pipeline = FeaturePipeline.Fit(table, ["x", "colour", "member"], FeatureLayout.Dense, new PipelineOptions { MinOneHotRows = 1 });
        FeatureMatrix matrix = pipeline.Transform(table);

        // Filled with the median 3: 1, 3, 3, 8 has the mean 3.75 and the population deviation √6.6875 = 2.586020108197.
        Assert.Equal(["x", "x (missing)", "colour=blue", "colour=red", "colour (missing)", "member"], matrix.Features.Select(f => f.Name));
        Assert.Equal([-2.75f / 2.58602f, -0.75f / 2.58602f, -0.75f / 2.58602f, 4.25f / 2.58602f], matrix.Column(0).ToArray(), new NearlyEqual());
        Assert.Equal([0, 1, 0, 0], matrix.Column(1).ToArray());
        Assert.Equal([0, 1, 0, 0], matrix.Column(2).ToArray());
        Assert.Equal([1, 0, 0, 1], matrix.Column(3).ToArray());
        Assert.Equal([0, 0, 1, 0], matrix.Column(4).ToArray());
        Assert.Equal([1, 0, 0, 1], matrix.Column(5).ToArray());
    }

    [Fact]
    public void The_raw_layout_keeps_missing_and_maps_words_by_the_training_dictionary()
    {
        DataTable training = Table(
            new NumericColumn("x", [1, float.NaN, 3]), Words("colour", ColumnType.Categorical, "red", "blue", null));
        DataTable later = Table(
            new NumericColumn("x", [float.NaN, 7]), Words("colour", ColumnType.Categorical, "unheard-of", "red"));

        var pipeline = FeaturePipeline.Fit(training, ["x", "colour"], FeatureLayout.Raw);
        FeatureMatrix matrix = pipeline.Transform(later);

        Assert.Equal([float.NaN, 7], matrix.Column(0).ToArray());
        Assert.Equal([float.NaN, 1], matrix.Column(1).ToArray());
        Assert.Equal(2, matrix.Features[1].Cardinality);
        Assert.Equal(FeatureRow.Unseen, pipeline.RowAt(later, 0).Values[1]);
    }

    [Fact]
    public void Dates_become_the_parts_that_vary()
    {
        // 2024-02-29 was a Thursday, 2024-03-01 a Friday.
        DataTable table = Table(new DateTimeColumn("at", [Seconds(2024, 2, 29, 6), Seconds(2024, 3, 1, 18)]));

        FeatureMatrix matrix = FeaturePipeline.Fit(table, ["at"], FeatureLayout.Raw).Transform(table);

        Assert.Equal(["at.days", "at.month", "at.day", "at.weekday", "at.hour"], matrix.Features.Select(f => f.Name));
        Assert.Equal([19782.25f, 19783.75f], matrix.Column(0).ToArray());
        Assert.Equal([2, 3], matrix.Column(1).ToArray());
        Assert.Equal([29, 1], matrix.Column(2).ToArray());
        Assert.Equal([3, 4], matrix.Column(3).ToArray());
        Assert.Equal([6, 18], matrix.Column(4).ToArray());
    }

    [Fact]
    public void Columns_that_cannot_help_are_left_out_with_the_reason()
    {
        int[] rows = [.. Enumerable.Range(0, 40)];
        DataTable table = Table(
            new NumericColumn("instant", [.. rows.Select(row => (float)row + 1)]),
            Words("id", ColumnType.Categorical, [.. rows.Select(row => $"customer-{row:00}")]),
            Words("note", ColumnType.Text, [.. rows.Select(row => row % 2 == 0 ? "fine" : "bad")]),
            new NumericColumn("constant", [.. rows.Select(_ => 5f)]),
            new NumericColumn("empty", [.. rows.Select(_ => float.NaN)]),
            new NumericColumn("x", [.. rows.Select(row => row * 7 % 40 / 3f)]));

        var pipeline = FeaturePipeline.Fit(table, [.. table.Columns.Select(column => column.Name)], FeatureLayout.Dense);

        Assert.Equal(["x"], pipeline.Inputs.Select(input => input.Name));
        Assert.Equal(["instant", "id", "note", "constant", "empty"], pipeline.Ignored.Select(column => column.Name));
        Assert.All(pipeline.Ignored, column => Assert.EndsWith(".", column.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_outside_the_training_part_are_not_looked_at()
    {
        var random = new Random(5);
        DataTable table = RandomTable(100, random);
        int[] training = [.. Enumerable.Range(0, 50)];
        string[] features = [.. table.Columns.Select(column => column.Name)];
        DataTable other = RandomTable(100, random);
        int[] mixed = [.. training, .. Enumerable.Range(100, 50)];
        var both = new DataTable([.. table.Columns.Zip(other.Columns, Append)]);

        FeatureMatrix alone = FeaturePipeline.Fit(table, features, FeatureLayout.Dense, null, training).Transform(table, training);
        FeatureMatrix beside = FeaturePipeline.Fit(both.Take(mixed), features, FeatureLayout.Dense, null, training).Transform(both, training);

        Assert.Equal(alone.Features, beside.Features);
        for (int feature = 0; feature < alone.Width; feature++)
        {
            Assert.Equal(alone.Column(feature).ToArray(), beside.Column(feature).ToArray());
        }
    }

    [Fact]
    public void A_column_that_training_always_had_is_demanded()
    {
        DataTable table = Table(new NumericColumn("x", [1, 2, 3]), new NumericColumn("y", [1, float.NaN, 3]));
        var pipeline = FeaturePipeline.Fit(table, ["x", "y"], FeatureLayout.Raw);

        var exception = Assert.Throws<InvalidException>(() => pipeline.Transform(Table(new NumericColumn("y", [1]))));

        Assert.Contains("x", exception.Errors.Keys);
        Assert.Equal(float.NaN, pipeline.Transform(Table(new NumericColumn("x", [1]))).Column(1)[0]);
    }

    internal static DataTable Table(params Column[] columns) => new(columns);

    internal static CodedColumn Words(string name, ColumnType type, params string?[] words)
    {
        string[] dictionary = [.. words.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        return new CodedColumn(name, type, Array.ConvertAll(words, word => word is null ? -1 : Array.IndexOf(dictionary, word)), dictionary);
    }

    internal static double Seconds(int year, int month, int day, int hour) =>
        (new DateTime(year, month, day, hour, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds;

    private static FeaturePipeline FitOnHalf(DataTable table, FeatureLayout layout) => FeaturePipeline.Fit(
        table,
        [.. table.Columns.Select(column => column.Name)],
        layout,
        new PipelineOptions { MinOneHotRows = 2, MaxOneHot = 3 },
        [.. Enumerable.Range(0, (table.RowCount + 1) / 2)]);

    private static DataTable RandomTable(int rows, Random random)
    {
        int[] all = [.. Enumerable.Range(0, rows)];
        bool Lack() => random.Next(5) == 0;
        return Table(
            new NumericColumn("number", [.. all.Select(_ => Lack() ? float.NaN : (float)(random.NextDouble() * Math.Pow(10, random.Next(-3, 9))))]),
            new NumericColumn("whole", [.. all.Select(_ => (float)random.Next(4))]),
            Words("colour", ColumnType.Categorical, [.. all.Select(_ => Lack() ? null : s_words[random.Next(s_words.Length)])]),
            Words("flag", ColumnType.Boolean, [.. all.Select(_ => Lack() ? null : random.Next(2) == 0 ? "no" : "yes")]),
            new DateTimeColumn("at", [.. all.Select(_ => Lack() ? double.NaN : random.NextDouble() * 2e9)]));
    }

    // A table may lack values only where the training rows did.
    private static DataTable FillWhatTrainingHad(DataTable table, FeaturePipeline pipeline) => pipeline.Inputs
        .Where(input => !input.Nullable)
        .Any(input => Enumerable.Range(0, table.RowCount).Any(row => table.Find(input.Name)!.IsMissing(row)))
            ? table.Take([.. Enumerable.Range(0, (table.RowCount + 1) / 2)])
            : table;

    private static Column Append(Column first, Column second) => (first, second) switch
    {
        (NumericColumn a, NumericColumn b) => new NumericColumn(a.Name, [.. a.Values, .. b.Values]),
        (DateTimeColumn a, DateTimeColumn b) => new DateTimeColumn(a.Name, [.. a.Seconds, .. b.Seconds]),
        _ => Words(
            first.Name,
            first.Type,
            [.. Enumerable.Range(0, first.Length).Select(((CodedColumn)first).WordAt), .. Enumerable.Range(0, second.Length).Select(((CodedColumn)second).WordAt)]),
    };

    private sealed class NearlyEqual : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => MathF.Abs(x - y) < 1e-5f;

        public int GetHashCode(float obj) => 0;
    }
}
