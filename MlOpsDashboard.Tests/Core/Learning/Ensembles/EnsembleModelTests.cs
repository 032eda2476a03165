using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Ensembles;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Core.Learning.Explanation;
using MlOpsDashboard.Tests.Core.Learning.Onnx;
using MlOpsDashboard.Tests.Core.Learning.Preprocessing;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Ensembles;

public sealed class EnsembleModelTests
{
    private static readonly string[] s_all = ["gradient_boosting", "linear", "random_forest", "neural_network"];

    public static TheoryData<TaskKind> Tasks => [TaskKind.Binary, TaskKind.Multiclass, TaskKind.Regression];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void The_answer_is_the_weighted_mean_of_the_members(TaskKind task)
    {
        DataTable table = ExportTable.Make(task, 300);
        TrainedModel model = Blends.Fit(table, "y", task, s_all);
        var ensemble = (EnsembleModel)model.Model;
        FeatureMatrix features = model.Pipeline.Transform(table);
        double[] expected = new double[table.RowCount * model.OutputCount];
        foreach (EnsembleMember member in ensemble.Members)
        {
            FeaturePipeline own = FeaturePipeline.Fit(table, [.. model.Pipeline.Inputs.Select(input => input.Name)], LearnerCatalog.Find(member.Learner)!.Layout);
            float[] answers = LearningData.PredictOneByOne(member.Model, own.Transform(table));
            for (int i = 0; i < expected.Length; i++)
            {
                expected[i] += member.Weight * answers[i];
            }
        }

        float[] actual = model.PredictTable(table, threads: 2);

        Assert.Equal([0.4, 0.3, 0.2, 0.1], ensemble.Members.Select(member => member.Weight));
        Assert.Equal(expected, actual.Select(value => (double)value), Close);
        Assert.Equal(actual, LearningData.PredictOneByOne(ensemble, features));
    }

    [Fact]
    public void A_row_is_answered_without_allocating()
    {
        TrainedModel model = Blends.Fit(ToyTable.Make(200), "y", TaskKind.Binary, s_all);
        FeatureRow row = model.Pipeline.RowAt(ToyTable.Make(200), 0);
        Span<float> outputs = stackalloc float[2];
        model.Predict(row, outputs);
        long before = GC.GetAllocatedBytesForCurrentThread();

        model.Predict(row, outputs);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void A_saved_ensemble_answers_and_explains_alike(TaskKind task)
    {
        DataTable table = ToyTable.Make(200, task: task);
        TrainedModel model = Blends.Fit(table, "y", task, s_all);
        byte[] bytes = ModelArtifact.ToBytes(model);

        TrainedModel loaded = ModelArtifact.Load(new MemoryStream(bytes));

        Assert.Equal(bytes, ModelArtifact.ToBytes(loaded));
        Assert.Equal(model.PredictTable(table), loaded.PredictTable(table));
        FeatureRow row = model.Pipeline.RowAt(table, 3);
        Assert.Equal(ModelExplainer.Of(model).Explain(row).Contributions, ModelExplainer.Of(loaded).Explain(row).Contributions);
    }

    [Fact]
    public void Damaged_weights_are_refused()
    {
        TrainedModel model = Blends.Fit(ToyTable.Make(100), "y", TaskKind.Binary, "linear", "gradient_boosting");
        using var stream = new MemoryStream();
        model.Model.Save(new WeightsWriter(stream));
        byte[] bytes = stream.ToArray();
        EnsembleModel.Load(new WeightsReader(bytes));
        foreach ((string name, int skip) in (ReadOnlySpan<(string, int)>)[("ensemble.weights", 12), ("member.1.columns", 7), ("ensemble.learners", 5)])
        {
            byte[] damaged = [.. bytes];
            int place = damaged.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(name)) + name.Length;
            damaged[place + skip] ^= 0x55;

            Assert.Throws<InvalidDataException>(() => EnsembleModel.Load(new WeightsReader(damaged)));
        }
    }

    [Theory]
    [InlineData(TaskKind.Regression, ExplanationMethod.WeightedMembers, "linear", "random_forest", "gradient_boosting")]
    [InlineData(TaskKind.Binary, ExplanationMethod.WeightedMembers, "random_forest", "random_forest")]
    [InlineData(TaskKind.Multiclass, ExplanationMethod.WeightedMembers, "random_forest", "random_forest")]
    [InlineData(TaskKind.Binary, ExplanationMethod.PermutationSampling, "random_forest", "gradient_boosting")]
    [InlineData(TaskKind.Regression, ExplanationMethod.PermutationSampling, "linear", "neural_network")]
    public void Contributions_add_up_exactly_where_the_members_allow_it(TaskKind task, ExplanationMethod method, params string[] learners)
    {
        DataTable table = ToyTable.Make(300, task: task);
        TrainedModel model = Blends.Fit(table, "y", task, learners);

        ExplainedModels.AddUp(model, table, 40, interventional: false);
        ExplainedModels.AddUp(model, table, 20, interventional: true);

        Assert.Equal(method, ModelExplainer.Of(model).Method);
        GlobalExplanation global = GlobalExplainer.Explain(model, ModelExplainer.Of(model), CancellationToken.None);
        Assert.Equal("x", global.Features[0].Feature);
    }

    [Fact]
    public void Weighted_contributions_are_those_that_sampling_finds()
    {
        DataTable table = ToyTable.Make(300, task: TaskKind.Regression);
        TrainedModel model = Blends.Fit(table, "y", TaskKind.Regression, "linear", "random_forest");
        float[][] background = model.Background.Encode(model.Pipeline);
        var exact = ModelExplainer.Of(model, interventional: true);
        var sampled = new SamplingShap(model.Model, SourceMap.Of(model.Pipeline), TaskKind.Regression, background, seed: 3);
        double[] contributions = new double[model.Signature.Features.Count];
        float[] encoded = new float[model.Pipeline.Width];
        FeatureRow row = model.Pipeline.RowAt(table, 5);
        model.Pipeline.TransformRow(row, encoded);

        sampled.Explain(encoded, 0, contributions);

        // The linear member compares with all 256 background rows, the others with the first hundred.
        Assert.Equal(contributions, exact.Explain(row).Contributions, (expected, actual) => Math.Abs(expected - actual) < 0.15);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void An_exported_ensemble_answers_the_same_on_every_kind_of_column(TaskKind task)
    {
        DataTable table = ExportTable.Make(task);
        TrainedModel model = Blends.Fit(table, "y", task, s_all);

        ExportCheck.SameAnswers(model, table);
        ExportCheck.SameAnswers(model, ExportTable.Spoil(ExportTable.Make(task, 1000, seed: 3)));
        ExportCheck.SameAnswers(model, table.Take([7]));
    }

    [Fact]
    public void Members_of_a_pipeline_with_pairs_read_their_own_features()
    {
        DataTable table = ExportTable.Make(TaskKind.Regression);
        PipelineOptions options = PipelineOptions.Default with { Steps = [SteppedModels.Step(FeatureStepCatalog.Cross, ["label", "member"])] };
        TrainedModel model = Blends.Fit(table, "y", TaskKind.Regression, options, "linear", "gradient_boosting", "random_forest");

        Assert.All(((EnsembleModel)model.Model).Members, member => Assert.False(member.IsSpan));
        Assert.Equal(model.PredictTable(table), LearningData.PredictOneByOne(model.Model, model.Pipeline.Transform(table)));
        ExportCheck.SameAnswers(model, ExportTable.Spoil(table));
        ExplainedModels.AddUp(model, table, 20, interventional: false);
        TrainedModel loaded = ModelArtifact.Load(new MemoryStream(ModelArtifact.ToBytes(model)));
        Assert.Equal(model.PredictTable(table), loaded.PredictTable(table));
    }

    [Fact]
    public void Members_of_both_layouts_share_the_words_of_texts()
    {
        DataTable table = ToyTable.Make(200, task: TaskKind.Regression);
        PipelineOptions options = PipelineOptions.Default with { Steps = [SteppedModels.Step(FeatureStepCatalog.Text, ["id"], ("slots", "32"))] };
        TrainedModel model = Blends.Fit(table, "y", TaskKind.Regression, options, "linear", "gradient_boosting");
        FeaturePipeline raw = FeaturePipeline.Fit(table, ["id", "x", "noise", "colour", "at"], FeatureLayout.Raw, options);
        FeaturePipeline dense = FeaturePipeline.Fit(table, ["id", "x", "noise", "colour", "at"], FeatureLayout.Dense, options);

        Assert.Equal(raw.Width + dense.Width - 32, model.Pipeline.Width);
        Assert.Equal(model.PredictTable(table), LearningData.PredictOneByOne(model.Model, model.Pipeline.Transform(table)));
        ExplainedModels.AddUp(model, table, 20, interventional: false);
    }

    [Fact]
    public void An_exported_ensemble_of_one_layout_answers_the_same()
    {
        DataTable table = ExportTable.Make(TaskKind.Binary);
        TrainedModel joint = Blends.Fit(table, "y", TaskKind.Binary, "linear", "neural_network");
        var ensemble = (EnsembleModel)joint.Model;
        FeaturePipeline dense = FeaturePipeline.Fit(table, [.. joint.Pipeline.Inputs.Select(input => input.Name)], FeatureLayout.Dense);
        var model = new TrainedModel(
            joint.Signature, dense, new EnsembleModel([.. ensemble.Members.Select(member => member with { Features = [.. Enumerable.Range(0, dense.Width)] })], dense.Width), joint.Metadata);

        Assert.Equal(joint.PredictTable(table), model.PredictTable(table));
        ExportCheck.SameAnswers(model, ExportTable.Spoil(table));
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= 1e-6 * Math.Max(1, Math.Abs(expected));
}
