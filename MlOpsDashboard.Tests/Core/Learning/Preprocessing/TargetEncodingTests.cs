using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Preprocessing;

public sealed class TargetEncodingTests
{
    private static readonly DataTable s_table = new(
    [
        new CodedColumn("word", ColumnType.Categorical, [0, 0, 0, 1, 1, 2, -1, -1], ["a", "b", "c"]),
        new CodedColumn("yes", ColumnType.Categorical, [1, 0, 1, 0, 0, 1, 1, 0], ["no", "yes"]),
        new NumericColumn("number", [1, 2, 6, 4, 5, 9, 3, 7]),
        new CodedColumn("three", ColumnType.Categorical, [0, 1, 2, 1, 1, 2, 0, 0], ["x", "y", "z"]),
    ]);

    // The figures come from a few lines of numpy: (sum + 2 mean) / (count + 2), for training rows without the row itself.
    [Fact]
    public void A_word_is_its_rows_mean_drawn_towards_the_mean_of_all()
    {
        FeaturePipeline pipeline = Fit("yes");

        Assert.Equal(["word (mean answer)"], pipeline.Features.Select(feature => feature.Name));
        Assert.Equal([0.6f, 0.6f, 0.6f, 0.25f, 0.25f, 2 / 3f, 0.5f, 0.5f], pipeline.Transform(s_table).Column(0).ToArray());
        Assert.Equal(0.5f, Encode(pipeline, FeatureRow.Unseen));
        Assert.Equal(0.5f, Encode(pipeline, double.NaN));
    }

    [Fact]
    public void A_training_row_is_encoded_by_the_answers_of_others()
    {
        // Eight parts of eight rows: each row is a part of its own.
        float[] ours = OutOfFold(Fit("yes"));

        Assert.Equal([0.5f, 0.75f, 0.5f, 1 / 3f, 1 / 3f, 0.5f, 1 / 3f, 2 / 3f], ours);
    }

    [Fact]
    public void Numbers_are_averaged()
    {
        FeaturePipeline pipeline = Fit("number");

        Assert.Equal([3.65f, 3.65f, 3.65f, 4.5625f, 4.5625f, 6.0833335f, 4.8125f, 4.8125f], pipeline.Transform(s_table).Column(0).ToArray());
        Assert.Equal([4.3125f, 4.0625f, 3.0625f, 4.75f, 4.4166665f, 4.625f, 5.4166665f, 4.0833335f], OutOfFold(pipeline));
        Assert.Equal(4.625f, Encode(pipeline, FeatureRow.Unseen));
    }

    [Fact]
    public void Several_classes_have_a_share_each()
    {
        FeaturePipeline pipeline = Fit("three");
        float[] encoded = new float[3];
        pipeline.TransformRow(new FeatureRow([0]), encoded);

        Assert.Equal(["word (share of x)", "word (share of y)", "word (share of z)"], pipeline.Features.Select(feature => feature.Name));
        Assert.Equal([(1 + (2 * 3 / 8f)) / 5, (1 + (2 * 3 / 8f)) / 5, (1 + (2 * 2 / 8f)) / 5], encoded);
        Assert.Equal(1, encoded.Sum(), 1e-6);
    }

    [Fact]
    public void The_dense_layout_is_in_deviations_of_what_training_rows_have()
    {
        FeaturePipeline pipeline = Fit("yes", FeatureLayout.Dense);
        float[] ours = OutOfFold(pipeline);

        Assert.Equal(0, ours.Average(), 1e-6);
        Assert.Equal(1, ours.Average(value => value * value), 1e-5);
    }

    [Fact]
    public void Only_training_rows_and_their_answers_are_looked_at()
    {
        DataTable table = ToyTable.Make();
        TargetColumn target = TargetColumn.Read(table.Find("y")!, null);
        int[] training = [.. Enumerable.Range(0, 300)];
        var other = target with { Values = [.. target.Values.Select((value, row) => row < 300 ? value : 1 - value)] };

        FeatureMatrix before = FitToy(table, target, training).TransformTraining(table, training, training);
        FeatureMatrix after = FitToy(table, other, training).TransformTraining(table, training, training);

        Assert.Equal(before.Column(0).ToArray(), after.Column(0).ToArray());
    }

    [Fact]
    public void A_row_that_comes_twice_is_encoded_twice_the_same()
    {
        FeaturePipeline pipeline = Fit("yes");
        FeatureMatrix drawn = pipeline.TransformTraining(s_table, [1, 3, 1], [1, 3, 1]);

        Assert.Equal([0.75f, 1 / 3f, 0.75f], drawn.Column(0).ToArray());
    }

    [Theory]
    [InlineData(FeatureLayout.Raw)]
    [InlineData(FeatureLayout.Dense)]
    public void A_row_and_a_table_are_encoded_bit_for_bit_the_same_without_allocating(FeatureLayout layout)
    {
        FeaturePipeline pipeline = Fit("three", layout);
        FeatureMatrix matrix = pipeline.Transform(s_table);
        FeatureRow[] rows = pipeline.RowsAt(s_table, [.. Enumerable.Range(0, s_table.RowCount)]);
        float[] encoded = new float[pipeline.Width];
        float[] expected = new float[pipeline.Width];
        for (int row = 0; row < rows.Length; row++)
        {
            pipeline.TransformRow(rows[row], encoded);
            matrix.CopyRow(row, expected);
            Assert.Equal(expected, encoded);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        pipeline.TransformRow(rows[0], encoded);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static FeaturePipeline Fit(string target, FeatureLayout layout = FeatureLayout.Raw) => FeaturePipeline.Fit(
        s_table,
        ["word"],
        layout,
        new PipelineOptions
        {
            Steps = [new FeatureStep(FeatureStepCatalog.TargetEncoding, ["word"], Hyperparameters.None.With("folds", 8).With("smoothing", 2.0))],
            Target = TargetColumn.Read(s_table.Find(target)!, null),
            Seed = 3,
        });

    private static FeaturePipeline FitToy(DataTable table, TargetColumn target, int[] training) => FeaturePipeline.Fit(
        table,
        ["colour"],
        FeatureLayout.Raw,
        new PipelineOptions { Steps = [new FeatureStep(FeatureStepCatalog.TargetEncoding, ["colour"], Hyperparameters.None)], Target = target },
        training);

    private static float[] OutOfFold(FeaturePipeline pipeline)
    {
        int[] rows = [.. Enumerable.Range(0, s_table.RowCount)];
        return pipeline.TransformTraining(s_table, rows, rows).Column(0).ToArray();
    }

    private static float Encode(FeaturePipeline pipeline, double value)
    {
        float[] encoded = new float[1];
        pipeline.TransformRow(new FeatureRow([value]), encoded);
        return encoded[0];
    }
}
