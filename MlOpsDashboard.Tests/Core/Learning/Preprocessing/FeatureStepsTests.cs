using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Core.Learning.Explanation;
using MlOpsDashboard.Tests.Core.Learning.Onnx;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Preprocessing;

public sealed class FeatureStepsTests
{
    public static TheoryData<string, TaskKind> All => LearnerLaws.All;

    [Theory]
    [MemberData(nameof(All))]
    public void An_exported_model_with_steps_answers_the_same(string learner, TaskKind task)
    {
        DataTable table = ExportTable.Make(task);
        TrainedModel model = SteppedModels.Train(table, learner);

        ExportCheck.SameAnswers(model, table);
        ExportCheck.SameAnswers(model, ExportTable.Spoil(ExportTable.Make(task, 1000, seed: 3)));
        ExportCheck.SameAnswers(model, table.Take([7]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Contributions_are_added_up_by_column(string learner, TaskKind task)
    {
        DataTable table = ExportTable.Make(task, 600);
        TrainedModel model = SteppedModels.Train(table, learner);

        ExplainedModels.AddUp(model, table, 20, interventional: false);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_model_with_steps_is_read_as_it_was_written(string learner, TaskKind task)
    {
        DataTable table = ExportTable.Make(task, 600);
        TrainedModel model = SteppedModels.Train(table, learner);
        byte[] bytes = ModelArtifact.ToBytes(model);

        TrainedModel read = ModelArtifact.Load(new MemoryStream(bytes));

        Assert.Equal(model.PredictTable(table), read.PredictTable(table));
        Assert.Equal(bytes, ModelArtifact.ToBytes(read));
        Assert.Equal(SteppedModels.Steps.Select(step => step.ToString()), read.Signature.Steps!.Select(step => step.ToString()));
        Assert.Equal(bytes, ModelArtifact.ToBytes(SteppedModels.Train(table, learner)));
    }

    [Theory]
    [InlineData(FeatureLayout.Raw)]
    [InlineData(FeatureLayout.Dense)]
    public void A_row_and_a_table_are_encoded_bit_for_bit_the_same_without_allocating(FeatureLayout layout)
    {
        DataTable table = ExportTable.Make(TaskKind.Multiclass, 400);
        DataTable odd = ExportTable.Spoil(table);
        TargetColumn target = TargetColumn.Read(table.Find("y")!, null);
        string[] features = ["length in cm", "count", "Städte", "label", "member"];
        var pipeline = FeaturePipeline.Fit(table, features, layout, new PipelineOptions { Steps = SteppedModels.Steps, Target = target });
        FeatureRow[] rows = pipeline.RowsAt(odd, [.. Enumerable.Range(0, odd.RowCount)]);
        FeatureMatrix matrix = pipeline.Transform(odd);
        FeatureMatrix read = pipeline.TransformRows([.. Enumerable.Range(0, features.Length).Select(i => rows.Select(row => row.Values[i]).ToArray())], rows.Length);
        float[] encoded = new float[pipeline.Width];
        float[] expected = new float[pipeline.Width];
        for (int row = 0; row < rows.Length; row++)
        {
            Array.Fill(encoded, -77);
            pipeline.TransformRow(rows[row], encoded);
            matrix.CopyRow(row, expected);
            Assert.Equal(expected, encoded);
            read.CopyRow(row, expected);
            Assert.Equal(expected, encoded);
            Assert.True(layout == FeatureLayout.Raw || encoded.All(float.IsFinite));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        pipeline.TransformRow(rows[0], encoded);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    // Edges and bins are those of scikit-learn 1.2.1's KBinsDiscretizer, strategies quantile and uniform.
    [Theory]
    [InlineData("quantile", new[] { 2.75, 4.5, 5.25 }, new[] { 1, 0, 1, 0, 2, 3, 0, 3, 2, 1, 2, 3 })]
    [InlineData("equal_width", new[] { 3.0, 5.0, 7.0 }, new[] { 1, 0, 1, 0, 2, 3, 0, 2, 2, 1, 2, 3 })]
    public void Bins_are_those_of_scikit_learn(string method, double[] edges, int[] bins)
    {
        var table = new DataTable([new NumericColumn("x", [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])]);
        var options = new PipelineOptions { Steps = [SteppedModels.Step(FeatureStepCatalog.Binning, ["x"], ("bins", 4), ("method", method))] };
        var pipeline = FeaturePipeline.Fit(table, ["x"], FeatureLayout.Raw, options);
        var dense = FeaturePipeline.Fit(table, ["x"], FeatureLayout.Dense, options);

        Assert.Equal(edges, ((BinEncoder)pipeline.Encoders[0]).Edges);
        Assert.Equal(Array.ConvertAll(bins, bin => (float)bin), pipeline.Transform(table).Column(0).ToArray());
        Assert.Equal(["x (bin)"], pipeline.Features.Select(feature => feature.Name));
        Assert.Equal(4, dense.Width);
        Assert.Equal(FormattableString.Invariant($"x < {edges[0]}"), dense.Features[0].Name);
        Assert.Equal(Array.ConvertAll(bins, bin => bin == 2 ? 1f : 0f), dense.Transform(table).Column(2).ToArray());
    }

    [Fact]
    public void A_cross_knows_the_pairs_of_the_training_rows()
    {
        var table = new DataTable(
        [
            new CodedColumn("size", ColumnType.Categorical, [0, 0, 1, 1, -1], ["large", "small"]),
            new CodedColumn("red", ColumnType.Boolean, [1, 0, 1, 1, 1], ["no", "yes"]),
        ]);
        var options = new PipelineOptions { MinOneHotRows = 1, Steps = [SteppedModels.Step(FeatureStepCatalog.Cross, ["size", "red"])] };
        var pipeline = FeaturePipeline.Fit(table, ["size", "red"], FeatureLayout.Dense, options);
        string[] names = [.. pipeline.Features.Select(feature => feature.Name)];
        int first = Array.IndexOf(names, "size × red=large × no");

        Assert.Equal(["size × red=large × no", "size × red=large × yes", "size × red=small × yes", "size × red (missing)"], names[first..]);
        Assert.Equal([1, 0, 0, 0], Encode(0, 0));
        Assert.Equal([0, 0, 1, 0], Encode(1, 1));
        Assert.Equal([0, 0, 0, 0], Encode(1, 0));
        Assert.Equal([0, 0, 0, 0], Encode(FeatureRow.Unseen, 1));
        Assert.Equal([0, 0, 0, 1], Encode(double.NaN, 1));

        float[] Encode(double size, double red)
        {
            float[] encoded = new float[pipeline.Width];
            pipeline.TransformRow(new FeatureRow([size, red]), encoded);
            return encoded[first..];
        }
    }

    [Fact]
    public void A_linear_model_finds_an_interaction_by_a_cross_alone()
    {
        var random = new SeededRandom(4);
        int[] a = [.. Enumerable.Range(0, 600).Select(_ => random.Next(2))];
        int[] b = [.. Enumerable.Range(0, 600).Select(_ => random.Next(2))];
        var table = new DataTable(
        [
            new CodedColumn("a", ColumnType.Categorical, a, ["p", "q"]),
            new CodedColumn("b", ColumnType.Categorical, b, ["r", "s"]),
            new CodedColumn("y", ColumnType.Categorical, [.. a.Zip(b, (x, y) => x ^ y)], ["no", "yes"]),
        ]);

        Assert.InRange(Right(SteppedModels.Train(table, "linear", [])), 0.3, 0.7);
        Assert.Equal(1, Right(SteppedModels.Train(table, "linear", [SteppedModels.Step(FeatureStepCatalog.Cross, ["a", "b"])])));

        double Right(TrainedModel model)
        {
            float[] answers = model.PredictTable(table);
            return Enumerable.Range(0, 600).Average(row => (answers[(2 * row) + 1] >= 0.5f) == ((a[row] ^ b[row]) == 1) ? 1.0 : 0);
        }
    }

    [Fact]
    public void A_curve_of_dependence_varies_the_column_of_the_data()
    {
        DataTable table = ExportTable.Make(TaskKind.Binary, 600);
        TrainedModel model = SteppedModels.Train(table, "gradient_boosting");

        DependenceCurve curve = PartialDependence.Measure(model, model.Signature.IndexOf("count"), 1, default);

        // Bins are steps: the curve has no more levels than bins, and some.
        Assert.True(curve.Points.Count > 7);
        Assert.InRange(curve.Points.Select(point => Math.Round(point.Mean, 9)).Distinct().Count(), 2, 7);
    }

    [Theory]
    [InlineData("magic", "x", "feature_steps[0].kind")]
    [InlineData("cross", "x", "feature_steps[0].columns")]
    [InlineData("binning", "x x", "feature_steps[0].columns")]
    public void A_step_that_cannot_be_is_named(string kind, string columns, string field)
    {
        var exception = Assert.Throws<InvalidException>(
            () => FeatureStepRules.Complete(new FeatureStep(kind, columns.Split(' '), Hyperparameters.None), "feature_steps[0]"));

        Assert.Equal([field], exception.Errors.Keys);
    }

    [Fact]
    public void A_plain_model_keeps_the_first_format()
    {
        TrainedModel model = SteppedModels.Train(ExportTable.Make(TaskKind.Binary, 300), "linear", []);

        Assert.Contains("\"format\":1,", JsonOf(model), StringComparison.Ordinal);
        Assert.Contains("\"format\":2,", JsonOf(SteppedModels.Train(ExportTable.Make(TaskKind.Binary, 300), "linear")), StringComparison.Ordinal);

        static string JsonOf(TrainedModel model)
        {
            using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(ModelArtifact.ToBytes(model)));
            using var reader = new StreamReader(zip.GetEntry("model.json")!.Open());
            return reader.ReadToEnd();
        }
    }
}
