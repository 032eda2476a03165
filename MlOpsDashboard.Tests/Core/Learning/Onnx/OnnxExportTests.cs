using System.Text.Json;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Baseline;
using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Onnx;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Trees;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Support.OnnxRuntime;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Onnx;

public sealed class OnnxExportTests
{
    /// <summary>Every learner of the catalogue, so that a new one has to be exported too.</summary>
    public static TheoryData<string, TaskKind> All => LearnerLaws.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Every_learner_answers_the_same_on_every_kind_of_column(string learner, TaskKind task)
    {
        DataTable table = ExportTable.Make(task);
        TrainedModel model = ExportCheck.Train(table, "y", learner, Quick(learner));

        ExportCheck.SameAnswers(model, table);
        ExportCheck.SameAnswers(model, ExportTable.Spoil(ExportTable.Make(task, 1000, seed: 3)));
        ExportCheck.SameAnswers(model, table.Take([7]));
    }

    [Theory]
    [InlineData("squared")]
    [InlineData("absolute")]
    [InlineData("huber")]
    [InlineData("quantile")]
    [InlineData("poisson")]
    public void Every_loss_of_boosting_answers_the_same(string loss)
    {
        DataTable table = ExportTable.Make(TaskKind.Regression);
        TrainedModel model = ExportCheck.Train(table, "y", "gradient_boosting", Quick("gradient_boosting").With("loss", loss));

        ExportCheck.SameAnswers(model, ExportTable.Spoil(table));
    }

    [Theory]
    [InlineData(TaskKind.Binary)]
    [InlineData(TaskKind.Multiclass)]
    [InlineData(TaskKind.Regression)]
    public void Network_with_gelu_answers_the_same(TaskKind task)
    {
        DataTable table = ExportTable.Make(task);
        TrainedModel model = ExportCheck.Train(table, "y", "neural_network", Quick("neural_network").With("activation", "gelu"));

        ExportCheck.SameAnswers(model, ExportTable.Spoil(table));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.9)]
    public void Label_keeps_to_the_threshold(double threshold)
    {
        DataTable table = ExportTable.Make(TaskKind.Binary);
        TrainedModel model = ExportCheck.Train(table, "y", "linear", threshold: threshold);

        ExportCheck.SameAnswers(model, table);
    }

    [Fact]
    public void Booleans_take_the_words_of_the_rest_contract()
    {
        DataTable table = ExportTable.Make(TaskKind.Regression, 300);
        TrainedModel model = ExportCheck.Train(table, "y", "gradient_boosting", Quick("gradient_boosting"));
        string[] words = ["true", "True", "TRUE", "yes", "1", "on", "false", "False", "no", "0", "off", ""];
        DataTable typical = table.Take([.. Enumerable.Repeat(0, words.Length)]);
        Dictionary<string, OnnxValue> inputs = ExportCheck.InputsOf(model, typical);
        inputs["member"] = OnnxValue.Column(words);
        var reader = new FeatureRowReader(model.Signature);
        FeatureRow row = model.Pipeline.RowAt(typical, 0);

        using var session = new OnnxSession(OnnxExport.Export(model, "test:1").ToArray());
        float[] answers = (float[])session.Run(inputs)[0].Values;

        for (int i = 0; i < words.Length; i++)
        {
            var values = new Dictionary<string, object?>(reader.Write(row)) { ["member"] = words[i] };
            float[] expected = new float[1];
            model.Predict(reader.Read(values), expected);
            Assert.Equal(expected[0], answers[i], ExportCheck.Tolerance);
        }
    }

    [Fact]
    public void Inputs_bear_the_features_names_and_outputs_give_way()
    {
        TrainedModel model = ExportCheck.Train(ExportTable.Make(TaskKind.Binary), "y", "linear");

        using var session = new OnnxSession(OnnxExport.Export(model, "test:1").ToArray());

        Assert.Equal(["length in cm", "count", "Städte", "label", "member", "since", "seen"], session.Inputs);
        Assert.Equal(["label_2", "probabilities"], session.Outputs);
        Assert.Equal(["label_2", "probabilities"], JsonSerializer.Deserialize<string[]>(session.Metadata("outputs")!)!);
    }

    [Fact]
    public void Metadata_tell_what_to_put_in_and_what_comes_out()
    {
        TrainedModel model = ExportCheck.Train(ExportTable.Make(TaskKind.Binary), "y", "linear", threshold: 0.25);

        using var session = new OnnxSession(OnnxExport.Export(model, "test:1").ToArray());

        Assert.Equal(
            ("binary", "y", "linear", "0.25", """["no","yes"]"""),
            (session.Metadata("task"), session.Metadata("target"), session.Metadata("learner"), session.Metadata("threshold"), session.Metadata("classes")));
        JsonElement inputs = JsonDocument.Parse(session.Metadata("inputs")!).RootElement;
        Assert.Equal(["float", "float", "string", "string", "string", "double", "double"], inputs.EnumerateArray().Select(input => input.GetProperty("tensor").GetString()));
        Assert.Equal(["no", "yes"], inputs[4].GetProperty("words").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal("seconds since 1970-01-01T00:00:00Z", inputs[5].GetProperty("unit").GetString());
        Assert.Equal("yes", session.Metadata("positive_class"));
        Assert.Null(session.Metadata("dataset"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Same_model_gives_the_same_bytes(string learner, TaskKind task)
    {
        DataTable table = ExportTable.Make(task, 300);
        TrainedModel model = ExportCheck.Train(table, "y", learner, Quick(learner));
        TrainedModel loaded = ModelArtifact.Load(new MemoryStream(ModelArtifact.ToBytes(model)));

        OnnxFile first = OnnxExport.Export(model, "test:1");
        OnnxFile again = OnnxExport.Export(loaded, "test:1");

        Assert.Equal(first.ToArray(), again.ToArray());
        Assert.Equal(first.Sha256, again.Sha256);
        Assert.Equal(first.Length, first.ToArray().Length);
        Assert.NotEqual(first.Sha256, OnnxExport.Export(model, "test:2").Sha256);
    }

    [Fact]
    public void Boosting_without_a_tree_and_a_model_without_a_feature_answer_the_same()
    {
        DataTable table = ExportTable.Make(TaskKind.Binary, 300);
        TrainedModel model = ExportCheck.Train(table, "y", "gradient_boosting", Quick("gradient_boosting"));
        var empty = new BoostedModel(new TreeEnsemble([], [], [], [], [], model.Pipeline.Width), [0.7], ScoreLink.Logistic);
        ExportCheck.SameAnswers(new TrainedModel(model.Signature, model.Pipeline, empty, model.Metadata), table);

        var none = FeaturePipeline.Fit(table, [], FeatureLayout.Raw);
        var featureless = new TrainedModel(
            model.Signature with { Features = [] }, none, new BaselineModel(0, [0.25f, 0.75f]), model.Metadata with { Learner = "baseline" });
        using var session = new OnnxSession(OnnxExport.Export(featureless, "test:1").ToArray());
        OnnxValue[] answers = session.Run(new Dictionary<string, OnnxValue>());
        Assert.Equal([0.25f, 0.75f], (float[])answers[1].Values);
        Assert.Equal(["yes"], (string[])answers[0].Values);
    }

    [Fact]
    public void Model_of_an_unknown_learner_is_refused_with_the_reason()
    {
        TrainedModel model = ExportCheck.Train(ExportTable.Make(TaskKind.Binary), "y", "linear");
        var foreign = new TrainedModel(
            model.Signature, model.Pipeline, new ForeignModel(model.Pipeline.Width), model.Metadata with { Learner = "oracle" });

        var refused = Assert.Throws<MlOpsDashboard.Core.ConflictException>(() => OnnxExport.Export(foreign, "test:1"));

        Assert.Contains("oracle", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Enough for splits of all kinds, and quick.</summary>
    internal static Hyperparameters Quick(string learner) => learner switch
    {
        "gradient_boosting" => new Hyperparameters([new("rounds", 25), new("min_leaf_rows", 5)]),
        "random_forest" => new Hyperparameters([new("trees", 15)]),
        "neural_network" => new Hyperparameters([new("epochs", 3), new("hidden", "64-32")]),
        _ => Hyperparameters.None,
    };

    private sealed class ForeignModel(int features) : IFittedModel
    {
        public int FeatureCount => features;

        public int OutputCount => 2;

        public IReadOnlyList<double> Importance => [];

        public void Predict(ReadOnlySpan<float> values, Span<float> outputs) => outputs.Fill(0.5f);

        public void PredictBatch(FeatureMatrix values, Memory<float> outputs, int threads, CancellationToken cancellationToken) => outputs.Span.Fill(0.5f);

        public void Save(WeightsWriter writer)
        {
        }
    }
}
