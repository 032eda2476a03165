using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Explanation;

public sealed class ModelExplainerTests
{
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
        TrainedModel model = ExplainedModels.Fit(learner, table, "y", task);

        ExplainedModels.AddUp(model, table, 60, interventional: false);
        ExplainedModels.AddUp(model, table, 20, interventional: true);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_saved_model_explains_alike(string learner, TaskKind task)
    {
        DataTable table = ToyTable.Make(200, task: task);
        TrainedModel model = ExplainedModels.Fit(learner, table, "y", task);
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
        TrainedModel sampled = ExplainedModels.Fit(learner, table, "y", TaskKind.Binary);
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
        TrainedModel model = ExplainedModels.Fit("linear", table, "y", TaskKind.Regression, Hyperparameters.None.With("alpha", 1e-10));

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
        TrainedModel model = ExplainedModels.Fit("linear", ToyTable.Make(60), "y", TaskKind.Binary);
        foreach (double[] values in (double[][])[[], [1, 2], [1, 1, 99, 0], [1, 1, 0.5, 0], [double.PositiveInfinity, 1, 1, 0], [1, 1, -2, 0]])
        {
            using var stream = new MemoryStream();
            new WeightsWriter(stream).Write("explanation.background", values);

            Assert.Throws<InvalidDataException>(() => BackgroundRows.Load(new WeightsReader(stream.ToArray()), model.Signature));
        }
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
