using System.Text;
using System.Text.Json;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Core.Learning.Explanation;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Preprocessing;

public sealed class HashedTextTests
{
    private static readonly string[] s_good = ["great service", "very good", "would buy again", "excellent and quick"];
    private static readonly string[] s_bad = ["too slow", "broken on arrival", "never again, bad", "rude service"];

    // From scikit-learn 1.2.1: murmurhash3_32(text, seed=0, positive=True).
    [Theory]
    [InlineData("", 0u)]
    [InlineData("a", 1009084850u)]
    [InlineData("the quick", 4181997879u)]
    [InlineData("日本語 café", 2654400415u)]
    public void The_hash_is_MurmurHash3(string text, uint expected) => Assert.Equal(expected, Murmur3.Hash(Encoding.UTF8.GetBytes(text)));

    // From scikit-learn 1.2.1: HashingVectorizer(n_features=32, ngram_range=(1, n), alternate_sign=False).
    [Theory]
    [InlineData("The quick brown fox; the quick dog!", 1, new[] { 0, 5, 13, 23, 30 }, new[] { 0.301511, 0.301511, 0.603023, 0.301511, 0.603023 })]
    [InlineData(
        "The quick brown fox; the quick dog!",
        2,
        new[] { 0, 5, 9, 13, 14, 21, 23, 25, 30 },
        new[] { 0.208514, 0.208514, 0.417029, 0.417029, 0.208514, 0.208514, 0.208514, 0.208514, 0.625543 })]
    [InlineData(
        "Größe 42cm, a_b x Ünï — 日本語 café",
        2,
        new[] { 1, 6, 7, 8, 9, 11, 12, 23, 26, 27 },
        new[] { 0.5547, 0.27735, 0.27735, 0.27735, 0.27735, 0.27735, 0.27735, 0.27735, 0.27735, 0.27735 })]
    [InlineData("", 2, new int[0], new double[0])]
    [InlineData("I a", 2, new int[0], new double[0])]
    [InlineData("\U00010400\U00010401 𝒜𝒷x y", 2, new[] { 7, 18, 23 }, new[] { 0.57735, 0.57735, 0.57735 })]
    public void Words_and_pairs_are_hashed_as_scikit_learn_does(string text, int ngrams, int[] slots, double[] values)
    {
        double[] hashed = new double[32];
        new TextHashing(32, ngrams).Hash(text, hashed);

        Assert.Equal(slots, Enumerable.Range(0, 32).Where(slot => hashed[slot] != 0));
        Assert.All(slots.Zip(values), pair => Assert.Equal(pair.Second, hashed[pair.First], 1e-5));
    }

    [Fact]
    public void Half_a_character_ends_a_word_and_a_very_long_word_counts_as_several()
    {
        string part = new('w', 64);

        Assert.Equal(Hashed("one two"), Hashed("one\uD835two\uDC00"));
        Assert.Equal(Hashed($"{part} {part} ww"), Hashed(part + part + "Ww"));
        Assert.Equal(Hashed($"{part} next"), Hashed($"{part}w next"));
        Assert.NotEqual(Hashed(part), Hashed(part[1..]));

        static double[] Hashed(string text)
        {
            double[] slots = new double[64];
            new TextHashing(64, 2).Hash(text, slots);
            return slots;
        }
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("gradient_boosting")]
    public void A_model_learns_from_words_and_is_read_as_it_was_written(string learner)
    {
        DataTable table = Reviews(400);
        TrainedModel model = SteppedModels.Train(table, learner, [SteppedModels.Step(FeatureStepCatalog.Text, ["review"], ("slots", "64"))]);
        DataTable others = Reviews(200, seed: 2);
        float[] answers = model.PredictTable(others);
        TargetColumn truth = TargetColumn.Read(others.Find("y")!, null);

        Assert.True(new ScoredRows(TaskKind.Binary, truth.Values, answers, 2) is var scored && MetricCatalog.Find("roc_auc")!.Compute(scored) > 0.9);
        byte[] bytes = ModelArtifact.ToBytes(model);
        TrainedModel read = ModelArtifact.Load(new MemoryStream(bytes));
        Assert.Equal(answers, read.PredictTable(others));
        Assert.Equal(bytes, ModelArtifact.ToBytes(read));
        ExplainedModels.AddUp(read, others, 10, interventional: false);
        ExplainedModels.AddUp(read, others, 10, interventional: learner == "gradient_boosting");
    }

    [Fact]
    public void All_ways_in_give_the_same_row()
    {
        DataTable table = Reviews(300);
        TrainedModel model = SteppedModels.Train(table, "linear", [SteppedModels.Step(FeatureStepCatalog.Text, ["review"])]);
        DataTable one = table.Take([5]);
        string review = ((CodedColumn)one.Find("review")!).WordAt(0)!;
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["review"] = review, ["stars"] = ((NumericColumn)one.Find("stars")!).Values[0] });
        float[] expected = model.PredictTable(one);
        float[] outputs = new float[2];

        model.Predict(model.Pipeline.RowAt(one, 0), outputs);
        Assert.Equal(expected, outputs);

        model.Predict(new FeatureRowReader(model.Signature).Read(JsonDocument.Parse(json).RootElement), outputs);
        Assert.Equal(expected, outputs);

        var reader = new FeatureReader(model.Signature);
        double[] row = new double[reader.RowWidth];
        Read(reader, json, row);
        model.Predict(new FeatureRow(row), outputs);
        Assert.Equal(expected, outputs);
        FeatureMatrix matrix = model.Pipeline.TransformRows(Array.ConvertAll(row, value => new[] { value }), 1);
        model.Model.PredictBatch(matrix, outputs, 1, default);
        Assert.Equal(expected, outputs);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(reader, json, row);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        // The row is used again: nothing of the last text may stay.
        Read(reader, """{ "review": "--", "stars": 1 }"""u8, row);
        Assert.All(row[2..], slot => Assert.Equal(0, slot));
        Assert.Throws<InvalidException>(() => Read(reader, """{ "review": 7, "stars": 1 }"""u8, row));
    }

    private static void Read(FeatureReader reader, ReadOnlySpan<byte> json, Span<double> row)
    {
        var text = new Utf8JsonReader(json);
        reader.Read(ref text, row, "features");
    }

    private static DataTable Reviews(int rows, int seed = 1)
    {
        var random = new SeededRandom(seed);
        int[] answers = [.. Enumerable.Range(0, rows).Select(_ => random.Next(2))];
        string[] texts = [.. answers.Select((answer, row) => $"{(answer == 1 ? s_good : s_bad)[random.Next(4)]} order{row}")];
        return new DataTable(
        [
            new CodedColumn("review", ColumnType.Text, [.. Enumerable.Range(0, rows)], texts),
            new NumericColumn("stars", [.. Enumerable.Range(0, rows).Select(_ => (float)random.Next(5))]),
            new CodedColumn("y", ColumnType.Categorical, answers, ["bad", "good"]),
        ]);
    }
}
