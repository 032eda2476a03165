using System.Text.Json;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Onnx;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Core.Learning.Preprocessing;
using MlOpsDashboard.Tests.Support.OnnxRuntime;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Onnx;

public sealed class TextExportTests
{
    // Capitals of several scripts (with the one that small letters have no single character for), letters beyond U+FFFF, signs that end words, one
    // letter alone, and words longer than the longest.
    private static readonly string[] s_words =
    [
        "great", "Great", "GREAT", "bad", "Größe", "GRÖẞE", "ÄRGER", "ПРИВЕТ", "Ελλάδα", "İstanbul", "日本語", "café", "naïve_42", "x", "7", "42", "٤٢", "ǅ", "Ⅷ",
        "𐐀𐐨𐐁", "😀", "don't", "e-mail", "a.b", "…", "—", new string('W', 63), new string('W', 64), new string('ä', 65), new string('q', 131), "#1",
    ];

    private static readonly string[] s_between = [" ", "  ", ", ", "\n", "\t", "; ", "\u00A0", "-"];

    /// <summary>Every learner of the catalogue, so that a new one has to be exported too.</summary>
    public static TheoryData<string, TaskKind> All => LearnerLaws.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Every_learner_answers_the_same_on_texts(string learner, TaskKind task)
    {
        DataTable table = Make(task, 1000, seed: 1);
        TrainedModel model = SteppedModels.Train(table, learner, [Step("review", ngrams: 2), Step("title", ngrams: 1)]);

        ExportCheck.SameAnswers(model, table);
        ExportCheck.SameAnswers(model, Make(task, 1000, seed: 2));
        ExportCheck.SameAnswers(model, table.Take([7]));
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("gradient_boosting")]
    public void A_batch_without_a_word_answers_the_same(string learner)
    {
        DataTable table = Make(TaskKind.Binary, 400, seed: 1);
        TrainedModel model = SteppedModels.Train(table, learner, [Step("review", ngrams: 2)]);
        var wordless = new DataTable([.. table.Take([0, 1, 2]).Columns.Select(
            column => column.Name == "y" ? column : column is NumericColumn ? column : new CodedColumn(column.Name, ColumnType.Text, [-1, 0, 1], ["— !", "x y"]))]);

        ExportCheck.SameAnswers(model, wordless);
    }

    [Fact]
    public void Words_are_told_apart_as_ours_are()
    {
        DataTable table = Make(TaskKind.Regression, 300, seed: 1);
        TrainedModel model = SteppedModels.Train(table, "linear", [Step("review", ngrams: 2)]);
        string[] texts = [.. s_words, .. s_words.Select(word => "great " + word), .. s_words.Select(word => word + word)];
        var each = new DataTable(
        [
            new CodedColumn("review", ColumnType.Text, [.. Enumerable.Range(0, texts.Length)], texts),
            new CodedColumn("title", ColumnType.Text, new int[texts.Length], ["a title"]),
            new NumericColumn("stars", new float[texts.Length]),
            new NumericColumn("y", new float[texts.Length]),
        ]);

        ExportCheck.SameAnswers(model, each);
        Assert.Equal("string", JsonDocument.Parse(Metadata(model, "inputs")).RootElement[0].GetProperty("tensor").GetString());
    }

    private static string Metadata(TrainedModel model, string key)
    {
        using var session = new OnnxSession(OnnxExport.Export(model, "test:1").ToArray());
        return session.Metadata(key)!;
    }

    private static FeatureStep Step(string column, int ngrams) =>
        SteppedModels.Step(FeatureStepCatalog.Text, [column], ("slots", "64"), ("ngrams", ngrams));

    private static DataTable Make(TaskKind task, int rows, int seed)
    {
        var random = new SeededRandom(seed);
        string[] reviews = [.. Enumerable.Range(0, rows).Select(_ => Text(random, 12))];
        string[] titles = [.. Enumerable.Range(0, rows).Select(row => $"{Text(random, 3)} {row}")];
        float[] stars = [.. Enumerable.Range(0, rows).Select(_ => (float)random.Next(5))];
        double[] score = [.. reviews.Select((review, row) => (review.Contains("great", StringComparison.OrdinalIgnoreCase) ? 2 : 0)
            - (review.Contains("bad", StringComparison.Ordinal) ? 1 : 0) + (stars[row] / 4))];
        return new DataTable(
        [
            new CodedColumn("review", ColumnType.Text, [.. Enumerable.Range(0, rows).Select(row => random.Next(9) == 0 ? -1 : row)], reviews),
            new CodedColumn("title", ColumnType.Text, [.. Enumerable.Range(0, rows)], titles),
            new NumericColumn("stars", stars),
            task switch
            {
                TaskKind.Binary => new CodedColumn("y", ColumnType.Boolean, Array.ConvertAll(score, s => s > 1 ? 1 : 0), ["no", "yes"]),
                TaskKind.Multiclass => new CodedColumn("y", ColumnType.Categorical, Array.ConvertAll(score, s => s > 2 ? 0 : s > 0.5 ? 1 : 2), ["high", "low", "mid"]),
                _ => new NumericColumn("y", Array.ConvertAll(score, s => (float)s)),
            },
        ]);
    }

    private static string Text(SeededRandom random, int words) => string.Concat(
        Enumerable.Range(0, 1 + random.Next(words)).Select(_ => s_words[random.Next(s_words.Length)] + s_between[random.Next(s_between.Length)]));
}
