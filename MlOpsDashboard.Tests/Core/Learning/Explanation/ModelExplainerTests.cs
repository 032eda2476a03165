using System.IO.Compression;
using MlOpsDashboard.Core.Learning;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Explanation;

public sealed class ModelExplainerTests
{
    private const string TreeLearners = "gradient_boosting random_forest";

    public static TheoryData<string, TaskKind> All
    {
        get
        {
            var data = new TheoryData<string, TaskKind>();
            foreach (string learner in LearnerCatalog.All.Select(learner => learner.Name))
            {
                data.Add(learner, TaskKind.Binary);
                data.Add(learner, TaskKind.Multiclass);
                data.Add(learner, TaskKind.Regression);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Contributions_add_up_to_what_is_predicted(string learner, TaskKind task)
    {
        DataTable table = ToyTable.Make(300, task: task);
        TrainedModel model = Fit(learner, table, "y", task);

        AddUp(model, table, 60, interventional: false);
        AddUp(model, table, 20, interventional: true);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_saved_model_explains_alike(string learner, TaskKind task)
    {
        DataTable table = ToyTable.Make(200, task: task);
        TrainedModel model = Fit(learner, table, "y", task);
        byte[] bytes = ModelArtifact.ToBytes(model);

        TrainedModel loaded = ModelArtifact.Load(new MemoryStream(bytes));

        Assert.Equal(bytes, ModelArtifact.ToBytes(loaded));
        FeatureRow row = model.Pipeline.RowAt(table, 3);
        RowExplanation expected = ModelExplainer.Of(model).Explain(row);
        RowExplanation actual = ModelExplainer.Of(loaded).Explain(row);
        Assert.Equal(expected.Contributions, actual.Contributions);
        Assert.Equal((expected.Method, expected.Space, expected.BaseValue), (actual.Method, actual.Space, actual.BaseValue));
    }

    [Theory]
    [InlineData("linear", ExplanationMethod.LinearInterventional)]
    [InlineData("neural_network", ExplanationMethod.PermutationSampling)]
    [InlineData("random_forest", ExplanationMethod.TreePathDependent)]
    public void A_model_of_a_file_without_background_is_explained_against_its_typical_row(string learner, ExplanationMethod method)
    {
        DataTable table = ToyTable.Make(200);
        TrainedModel sampled = Fit(learner, table, "y", TaskKind.Binary);
        var old = new TrainedModel(sampled.Signature, sampled.Pipeline, sampled.Model, sampled.Metadata);
        TrainedModel loaded = ModelArtifact.Load(new MemoryStream(ModelArtifact.ToBytes(old)));

        RowExplanation explanation = ModelExplainer.Of(loaded).Explain(loaded.Pipeline.RowAt(table, 0));

        Assert.False(loaded.Background.IsSampled);
        Assert.Equal(method, explanation.Method);
        Assert.Equal(explanation.Output - explanation.BaseValue, explanation.Contributions.Sum(), 1e-6);
        RowExplanation typical = ModelExplainer.Of(loaded).Explain(loaded.Signature.TypicalRow());
        Assert.True(method == ExplanationMethod.TreePathDependent || typical.Contributions.All(value => Math.Abs(value) < 1e-9));
    }

    [Fact]
    public void A_linear_model_gives_coefficient_times_distance_from_the_mean()
    {
        float[] x = [.. Enumerable.Range(0, 50).Select(i => i * 0.5f)];
        var table = new DataTable([new NumericColumn("x", x), new NumericColumn("y", Array.ConvertAll(x, value => (3 * value) + 7))]);
        TrainedModel model = Fit("linear", table, "y", TaskKind.Regression, Hyperparameters.None.With("alpha", 1e-10));

        RowExplanation explanation = ModelExplainer.Of(model).Explain(new FeatureRow([20]));

        Assert.Equal(ExplanationSpace.Target, explanation.Space);
        Assert.Equal((3 * 12.25) + 7, explanation.BaseValue, 1e-3);
        Assert.Equal(3 * (20 - 12.25), explanation.Contributions[0], 1e-3);
    }

    [Fact]
    public void Sampling_is_exact_for_interactions_of_two_and_repeats_itself()
    {
        var model = new PairModel();
        float[][] background = [[1, 2, 3, 4], [0, -1, 2, 1], [2, 2, 2, 2]];
        float[] row = [3, 1, -2, 5];
        var shap = new SamplingShap(model, SourceMap.Identity(4), TaskKind.Regression, background, seed: 9);
        var contributions = new double[4];
        var again = new double[4];

        shap.Explain(row, 0, contributions);
        shap.Explain(row, 0, again);

        double[] expected = BruteForce.Shapley(4, set => background.Average(other =>
            PairModel.Answer([.. row.Select((value, i) => (set & (1 << i)) != 0 ? value : other[i])])));
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(expected[i], contributions[i], 1e-5));
        Assert.Equal(contributions, again);
    }

    [Fact]
    public void A_background_that_does_not_fit_its_model_is_refused()
    {
        TrainedModel model = Fit("linear", ToyTable.Make(60), "y", TaskKind.Binary);
        foreach (double[] values in (double[][])[[], [1, 2], [1, 1, 99, 0], [1, 1, 0.5, 0], [double.PositiveInfinity, 1, 1, 0], [1, 1, -2, 0]])
        {
            using var stream = new MemoryStream();
            new WeightsWriter(stream).Write("explanation.background", values);

            Assert.Throws<InvalidDataException>(() => BackgroundRows.Load(new WeightsReader(stream.ToArray()), model.Signature));
        }
    }

    [SharedDataTheory("adult.csv", "telco_churn.csv", "elec2.csv", "elec2_full.csv", "california_housing.csv", "bike_hour.csv", "diamonds.csv", "mnist_t10k.csv.gz")]
    [InlineData("adult.csv", "income")]
    [InlineData("telco_churn.csv", "Churn")]
    [InlineData("elec2.csv", "class")]
    [InlineData("elec2_full.csv", "class")]
    [InlineData("california_housing.csv", "median_house_value")]
    [InlineData("bike_hour.csv", "cnt")]
    [InlineData("diamonds.csv", "price")]
    [InlineData("mnist_t10k.csv.gz", "label")]
    public void Contributions_add_up_on_a_thousand_rows_of_every_data_set(string file, string target)
    {
        DataTable table = file.EndsWith(".gz", StringComparison.Ordinal) ? Zipped(file) : SharedTable.Read(file);
        TaskKind? task = file.StartsWith("mnist", StringComparison.Ordinal) ? TaskKind.Multiclass : null;
        bool wide = table.Columns.Count > 100;
        TrainedModel boosted = Fit("gradient_boosting", table, target, task, Hyperparameters.None.With("rounds", wide ? 3 : 15));
        AddUp(boosted, table, 1000, interventional: false);
        AddUp(boosted, table, 20, interventional: true);
        AddUp(Fit("random_forest", table, target, task, Hyperparameters.None.With("trees", 3).With("max_depth", 7)), table, 1000, interventional: false);
        if (!wide)
        {
            AddUp(Fit("linear", table, target, task), table, 1000, interventional: false);
        }
    }

    private static DataTable Zipped(string file)
    {
        using var zipped = new GZipStream(File.OpenRead(SharedData.Find(file)), CompressionMode.Decompress);
        var plain = new MemoryStream();
        zipped.CopyTo(plain);
        byte[] bytes = plain.ToArray();
        CsvFormat format = CsvFormatDetector.Detect(new MemoryStream(bytes));
        TableScan scan = TableScan.Run(new MemoryStream(bytes), format);
        return TableReader.Read(new MemoryStream(bytes), format, scan.Schema, scan.Rows);
    }

    private static TrainedModel Fit(string name, DataTable table, string target, TaskKind? task, Hyperparameters? hyperparameters = null)
    {
        ILearner learner = LearnerCatalog.Find(name)!;
        var answers = TargetColumn.Read(table.Find(target)!, task);
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => !float.IsNaN(answers.Values[row]))];
        string[] features = [.. table.Columns.Select(column => column.Name).Where(column => column != target)];
        var pipeline = FeaturePipeline.Fit(table, features, learner.Layout, null, rows);
        var data = new TrainingData
        {
            Features = pipeline.Transform(table, rows),
            Target = Array.ConvertAll(rows, row => answers.Values[row]),
            Task = answers.Task,
            ClassCount = answers.Classes.Count,
        };
        return new TrainedModel(
            new ModelSignature(pipeline.Inputs, target, answers.Task, answers.Classes, pipeline.Ignored),
            pipeline,
            learner.Fit(data, hyperparameters ?? Hyperparameters.None, new TrainingContext { Seed = 1, Threads = 2 }),
            new ModelMetadata { Learner = name, Hyperparameters = Hyperparameters.None, Seed = 1, TrainingRows = data.Rows })
        {
            Background = BackgroundRows.Sample(pipeline, table, rows, seed: 1),
        };
    }

    private static void AddUp(TrainedModel model, DataTable table, int most, bool interventional)
    {
        var explainer = ModelExplainer.Of(model, interventional);
        var outputs = new float[model.OutputCount];
        int[] asked = [.. Enumerable.Range(0, Math.Min(most, table.RowCount)).Select(i => (int)((long)i * table.RowCount / Math.Min(most, table.RowCount)))];
        foreach (FeatureRow row in model.Pipeline.RowsAt(table, asked))
        {
            RowExplanation explanation = explainer.Explain(row);
            model.Predict(row, outputs);

            Assert.Equal(model.Signature.Features.Count, explanation.Contributions.Count);
            Assert.Equal(explanation.Output - explanation.BaseValue, explanation.Contributions.Sum(), 1e-6);
            if (explanation.Space.Readable(explanation.Output) is { } readable)
            {
                // Answers are 32-bit numbers.
                Assert.Equal(outputs[explanation.Class], readable, 1e-5 * Math.Max(1, Math.Abs(readable)));
            }
        }

        Assert.Equal(TreeLearners.Contains(model.Metadata.Learner, StringComparison.Ordinal), explainer.Method is ExplanationMethod.TreePathDependent or ExplanationMethod.TreeInterventional);
    }

    /// <summary>A plane and products of two.</summary>
    private sealed class PairModel : IFittedModel
    {
        public int FeatureCount => 4;

        public int OutputCount => 1;

        public IReadOnlyList<double> Importance => [];

        public static float Answer(float[] row) => row[0] + (row[0] * row[1]) - (2 * row[1] * row[3]) + (row[2] * row[3]);

        public void Predict(ReadOnlySpan<float> features, Span<float> outputs) => outputs[0] = Answer(features.ToArray());

        public void PredictBatch(FeatureMatrix features, Memory<float> outputs, int threads, CancellationToken cancellationToken) =>
            LearningData.PredictOneByOne(this, features).CopyTo(outputs);

        public void Save(WeightsWriter writer) => writer.Write("none", (ReadOnlySpan<float>)[]);
    }
}
