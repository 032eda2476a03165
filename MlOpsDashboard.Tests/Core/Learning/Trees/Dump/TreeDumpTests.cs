using System.Text.Json;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Learning.Trees.Dump;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Core.Learning.Ensembles;
using MlOpsDashboard.Tests.Core.Learning.Onnx;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Trees.Dump;

public sealed class TreeDumpTests
{
    /// <summary>Walks the dump with the rows' own numbers, words and dates, as a reader with a pencil would.</summary>
    [Theory]
    [InlineData("gradient_boosting", TaskKind.Binary)]
    [InlineData("gradient_boosting", TaskKind.Multiclass)]
    [InlineData("gradient_boosting", TaskKind.Regression)]
    [InlineData("random_forest", TaskKind.Binary)]
    [InlineData("random_forest", TaskKind.Multiclass)]
    [InlineData("random_forest", TaskKind.Regression)]
    public async Task Walk_over_the_dump_gives_the_model_s_answer(string learner, TaskKind task)
    {
        DataTable table = ExportTable.Make(task, 600);
        TrainedModel model = ExportCheck.Train(table, "y", learner, OnnxExportTests.Quick(learner));
        await SameAnswersAsync(model, table);
    }

    [Theory]
    [InlineData(TaskKind.Binary)]
    [InlineData(TaskKind.Multiclass)]
    [InlineData(TaskKind.Regression)]
    public async Task Members_of_an_ensemble_are_walked_and_weighed(TaskKind task)
    {
        DataTable table = ExportTable.Make(task, 600);
        TrainedModel model = Blends.Fit(table, "y", null, "gradient_boosting", "random_forest", "gradient_boosting");

        await SameAnswersAsync(model, table);
        JsonElement dump = await WriteAsync(TreeDump.Of(model));
        int[] numbers = [.. dump.GetProperty("members").EnumerateArray()
            .SelectMany(member => member.GetProperty("trees").EnumerateArray()).Select(tree => tree.GetProperty("tree").GetInt32())];
        Assert.Equal(Enumerable.Range(0, dump.GetProperty("tree_count").GetInt32()), numbers);
        int last = numbers[^1];
        JsonElement one = await WriteAsync(TreeDump.Of(model), last);
        Assert.Equal([0, 0, 1], one.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("trees").GetArrayLength()));
        Assert.Equal(last, one.GetProperty("members")[2].GetProperty("trees")[0].GetProperty("tree").GetInt32());
    }

    [Theory]
    [InlineData(TaskKind.Binary, CalibrationMethod.Platt)]
    [InlineData(TaskKind.Multiclass, CalibrationMethod.Platt)]
    [InlineData(TaskKind.Binary, CalibrationMethod.Isotonic)]
    [InlineData(TaskKind.Multiclass, CalibrationMethod.Isotonic)]
    public async Task Calibration_is_told_beside_the_trees(TaskKind task, CalibrationMethod method)
    {
        DataTable table = ExportTable.Make(task, 600);
        TrainedModel model = Blends.Fit(table, "y", null, "random_forest", "gradient_boosting");
        var rows = new ScoredRows(task, TargetColumn.Read(table.Find("y")!, null).Values, model.PredictTable(table), model.OutputCount);
        var calibrated = new CalibratedModel(model.Model, Calibrator.Fit(method, rows));

        await SameAnswersAsync(new TrainedModel(model.Signature, model.Pipeline, calibrated, model.Metadata), table);
    }

    [Fact]
    public async Task A_member_without_trees_is_named()
    {
        TrainedModel model = Blends.Fit(ExportTable.Make(TaskKind.Binary, 300), "y", null, "linear", "random_forest");

        JsonElement dump = await WriteAsync(TreeDump.Of(model));

        JsonElement linear = dump.GetProperty("members")[0];
        Assert.Equal("linear", linear.GetProperty("learner").GetString());
        Assert.False(linear.TryGetProperty("trees", out _));
        Assert.Equal("random_forest", TreeDump.Of(model).Find(0).Member.Learner);
        var refused = Assert.Throws<ConflictException>(() => TreeDump.Of(Blends.Fit(ExportTable.Make(TaskKind.Binary, 300), "y", null, "linear", "neural_network")));
        Assert.Contains("'linear', 'neural_network' has no trees", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Splits_speak_of_words_and_moments()
    {
        DataTable table = ExportTable.Make(TaskKind.Binary);
        TrainedModel model = ExportCheck.Train(table, "y", "gradient_boosting", new Hyperparameters([new("rounds", 60), new("min_leaf_rows", 3)]));
        TreeDump trees = TreeDump.Of(model);

        NodeTest[] tests = [.. trees.Members.SelectMany(member => Enumerable.Range(0, member.Trees).SelectMany(member.Read)).Select(node => node.Test).OfType<NodeTest>()];

        NodeTest member = tests.First(test => test.Source == "member");
        Assert.Equal(["no"], member.Words!);
        Assert.Equal("member is no", member.ToString());
        Assert.All(tests.Where(test => test.Source == "label"), test => Assert.All(test.Words!, word => Assert.Contains(word, new[] { "blue", "green", "grey", "red", "white" })));
        NodeTest days = tests.First(test => test.Feature == "seen.days");
        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(Math.Floor(days.Threshold!.Value)), days.Moment!.Value, TimeSpan.FromDays(1));
        Assert.Contains("seen is not after", days.ToString(), StringComparison.Ordinal);
        Assert.Contains(tests, test => test.Operator == "<=" && test.Feature == "length in cm");

        JsonElement one = await WriteAsync(trees, tree: 2);
        Assert.Equal(2, Assert.Single(one.GetProperty("trees").EnumerateArray()).GetProperty("tree").GetInt32());
        Assert.Equal("yes", Assert.Single(one.GetProperty("outputs").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public void Covers_add_up_from_the_leaves_and_gains_are_of_splits()
    {
        DataTable table = ExportTable.Make(TaskKind.Regression, 600);
        TreeDump trees = TreeDump.Of(ExportCheck.Train(table, "y", "gradient_boosting", OnnxExportTests.Quick("gradient_boosting")));

        foreach (IReadOnlyList<DumpedNode> nodes in Enumerable.Range(0, trees.Trees).Select(trees.Members[0].Read))
        {
            foreach (DumpedNode split in nodes.Where(node => node.Test is not null))
            {
                Assert.Equal(split.Cover, nodes[split.Yes!.Value].Cover + nodes[split.No!.Value].Cover, 0.01f * split.Cover);
                Assert.True(split.Gain > 0);
                Assert.Equal(split.Depth + 1, nodes[split.Yes.Value].Depth);
            }
        }
    }

    [Theory]
    [InlineData("baseline")]
    [InlineData("linear")]
    [InlineData("neural_network")]
    public void Model_without_trees_is_refused_with_the_reason(string learner)
    {
        TrainedModel model = ExportCheck.Train(ExportTable.Make(TaskKind.Binary, 200), "y", learner, OnnxExportTests.Quick(learner));

        var refused = Assert.Throws<ConflictException>(() => TreeDump.Of(model));

        Assert.Contains($"'{learner}' has no trees", refused.Message, StringComparison.Ordinal);
    }

    private static async Task SameAnswersAsync(TrainedModel model, DataTable table)
    {
        DataTable spoilt = ExportTable.Spoil(table).Take([.. Enumerable.Range(0, 150)]);
        JsonElement dump = await WriteAsync(TreeDump.Of(model));
        float[] expected = model.PredictTable(spoilt);
        for (int row = 0; row < spoilt.RowCount; row++)
        {
            double[] answer = DumpReader.Answer(dump, spoilt, row);
            float[] ours = expected[(row * model.OutputCount)..((row + 1) * model.OutputCount)];
            ours = model.Signature.Task == TaskKind.Binary ? ours[1..] : ours;
            Assert.Equal(ours.Length, answer.Length);
            Assert.All(ours.Zip(answer), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * Math.Max(1, Math.Abs(pair.First))));
        }
    }

    private static async Task<JsonElement> WriteAsync(TreeDump trees, int? tree = null)
    {
        using var stream = new MemoryStream();
        await TreeDumpWriter.WriteAsync(trees, "test:1", tree, stream, default);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }
}
