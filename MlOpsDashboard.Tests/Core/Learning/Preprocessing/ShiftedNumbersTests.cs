using System.Globalization;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Learning.Onnx;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Core.Learning.Onnx;
using MlOpsDashboard.Tests.Support.OnnxRuntime;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Preprocessing;

/// <summary>Features and targets whose numbers a float takes for one: each way to read them gives the same.</summary>
public sealed class ShiftedNumbersTests
{
    private const int Rows = 300;

    [Theory]
    [InlineData(FeatureLayout.Raw, false)]
    [InlineData(FeatureLayout.Dense, false)]
    [InlineData(FeatureLayout.Raw, true)]
    [InlineData(FeatureLayout.Dense, true)]
    public void Rows_tables_batches_and_texts_are_encoded_alike_and_apart(FeatureLayout layout, bool bins)
    {
        DataTable table = Table(wholeTarget: true);
        var steps = new PipelineOptions { Steps = bins ? [SteppedModels.Step(FeatureStepCatalog.Binning, ["ts"], ("bins", 8))] : [] };
        FeaturePipeline pipeline = FeaturePipeline.Fit(table, ["ts", "z"], layout, steps);
        FeatureMatrix matrix = pipeline.Transform(table);
        FeatureRow[] rows = pipeline.RowsAt(table, [.. Enumerable.Range(0, Rows)]);
        FeatureMatrix batch = pipeline.TransformRows([[.. rows.Select(row => row.Values[0])], [.. rows.Select(row => row.Values[1])]], Rows);
        var reader = new FeatureRowReader(new ModelSignature(pipeline.Inputs, "y", TaskKind.Regression, [], []));
        var ts = (NumericColumn)table.Find("ts")!;
        float[] row = new float[pipeline.Width];

        Assert.Empty(pipeline.Ignored);
        Assert.Equal(ts.ToDoubles().Where(double.IsFinite).Min(), pipeline.Inputs[0].Min);
        Assert.Null(pipeline.Inputs[1].Offset);
        for (int at = 0; at < Rows; at++)
        {
            float[] expected = new float[pipeline.Width];
            matrix.CopyRow(at, expected);
            batch.CopyRow(at, row);
            Assert.Equal(expected, row);
            pipeline.TransformRow(rows[at], row);
            Assert.Equal(expected, row);
            object? text = ts.IsMissing(at) ? null : ts.ValueAt(at).ToString(CultureInfo.InvariantCulture);
            pipeline.TransformRow(reader.Read(new Dictionary<string, object?> { ["ts"] = text, ["z"] = (double)((NumericColumn)table.Find("z")!).Values[at] }), row);
            Assert.Equal(expected, row);
            Assert.Equal(text is null ? null : ts.ValueAt(at), reader.Write(rows[at])["ts"]);
        }

        if (!bins)
        {
            Assert.Equal(ts.ToDoubles().Where(double.IsFinite).Distinct().Count(), Enumerable.Range(0, Rows).Where(at => !ts.IsMissing(at)).Select(at => matrix.Column(0)[at]).Distinct().Count());
        }
    }

    [Fact]
    public void A_bin_begins_at_the_same_number_for_a_request_as_for_a_table()
    {
        double[] prices = [.. Enumerable.Range(1, 100).Select(row => row / 10.0)];
        var table = new DataTable([NumericColumn.Of("price", prices)]);
        FeaturePipeline pipeline = FeaturePipeline.Fit(
            table, ["price"], FeatureLayout.Raw, new PipelineOptions { Steps = [SteppedModels.Step(FeatureStepCatalog.Binning, ["price"], ("bins", 100))] });
        float[] encoded = new float[1];

        for (int row = 0; row < prices.Length; row++)
        {
            pipeline.TransformRow(new FeatureRow([prices[row]]), encoded);
            Assert.Equal(pipeline.Transform(table).Column(0)[row], encoded[0]);
        }
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("gradient_boosting")]
    [InlineData("random_forest")]
    public void Models_are_saved_explained_and_dumped_in_the_numbers_of_the_data(string learner)
    {
        DataTable table = Table(wholeTarget: false);
        TrainedModel model = ExportCheck.Train(table, "y", learner);

        TrainedModel loaded = ModelArtifact.Load(new MemoryStream(ModelArtifact.ToBytes(model)));
        FeatureRow row = model.Pipeline.RowAt(table, 0);
        float[] outputs = new float[1];
        loaded.Predict(row, outputs);
        RowExplanation explanation = ModelExplainer.Of(loaded).Explain(row);

        Assert.Equal(model.PredictTable(table), loaded.PredictTable(table));
        Assert.Equal(model.Signature.TargetOffset, loaded.Signature.TargetOffset);
        Assert.InRange(loaded.Signature.TargetOffset, 999_999_900, 1_000_000_100);
        Assert.Equal(loaded.Signature.TargetOffset + outputs[0], explanation.Output, 1e-3);
        Assert.Equal(explanation.Output, explanation.BaseValue + explanation.Contributions.Sum(), 1e-3);
        Assert.Equal(OffsetOf(model), OffsetOf(loaded));
        double[] errors = [.. Enumerable.Range(0, Rows).Select(at => loaded.Signature.TargetOffset + model.PredictTable(table)[at] - ((NumericColumn)table.Find("y")!).ValueAt(at))];
        Assert.True(errors.Average(error => error * error) < 5, $"{errors.Average(error => error * error)}");

        static double? OffsetOf(TrainedModel one) => one.Pipeline.Inputs[0].Offset;
    }

    [Fact]
    public void Numbers_that_floats_tell_apart_keep_the_plain_form_of_a_model()
    {
        TrainedModel model = ExportCheck.Train(ToyTable.Make(100, task: TaskKind.Regression), "y", "linear");

        Assert.Equal(0, model.Signature.TargetOffset);
        Assert.All(model.Signature.Features, feature => Assert.Null(feature.Offset));
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("gradient_boosting")]
    [InlineData("neural_network")]
    public void Exported_models_take_and_give_doubles(string learner)
    {
        DataTable table = Table(wholeTarget: false);
        TrainedModel model = ExportCheck.Train(table, "y", learner, OnnxExportTests.Quick(learner));
        using var session = new OnnxSession(OnnxExport.Export(model, "test:1").ToArray());

        double[] said = Assert.IsType<double[]>(session.Run(ExportCheck.InputsOf(model, table))[0].Values);

        float[] expected = model.PredictTable(table);
        Assert.All(Enumerable.Range(0, Rows), row => Assert.Equal(model.Signature.TargetOffset + expected[row], said[row], 1e-3));
    }

    // The slope is the same far from 0 as near to it.
    private static DataTable Table(bool wholeTarget)
    {
        var random = new Random(5);
        double[] ts = new double[Rows];
        float[] z = new float[Rows];
        double[] y = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            ts[row] = 1_700_000_000 + random.Next(100);
            z[row] = (float)random.NextDouble();
            y[row] = 1e9 + Math.Round((0.3 * (ts[row] - 1_700_000_050)) + z[row], wholeTarget ? 0 : 3);
            ts[row] = row % 50 == 49 ? double.NaN : ts[row];
        }

        return new DataTable([NumericColumn.Of("ts", ts), new NumericColumn("z", z), NumericColumn.Of("y", y)]);
    }
}
