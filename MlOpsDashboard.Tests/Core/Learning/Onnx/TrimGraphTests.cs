using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Onnx;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Support.OnnxRuntime;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Onnx;

/// <summary>An exported model reads words as the program does, whatever stands around them.</summary>
public sealed class TrimGraphTests
{
    [Fact]
    public void Every_character_is_trimmed_where_the_reading_trims_it()
    {
        string[] texts =
        [
            .. Enumerable.Range(1, char.MaxValue).Select(number => (char)number).Where(character => !char.IsSurrogate(character))
                .Select(character => $"{character}a {character} b{character}"),
            "", " ", "\u00A0\t", "  a", "a\u200B\u200B ", "a  b", "\ud83d\ude00 a \ud83d\ude00",
        ];

        Assert.Equal(Array.ConvertAll(texts, CellTrim.Of), Trimmed(texts));
    }

    [Fact]
    public void Texts_with_nothing_to_see_become_empty() => Assert.Equal(["", "", ""], Trimmed([" ", "", "\t\u3000"]));

    [Theory]
    [InlineData("{0}")]
    [InlineData("  {0}")]
    [InlineData("{0}\u00A0\r\n")]
    [InlineData("\uFEFF{0}\t\t ")]
    public void Words_are_answered_the_same_with_anything_unseen_around_them(string form)
    {
        DataTable table = ExportTable.Make(TaskKind.Regression, 300);
        TrainedModel model = ExportCheck.Train(table, "y", "gradient_boosting", Hyperparameters.None.With("trees", 20));
        Dictionary<string, OnnxValue> inputs = ExportCheck.InputsOf(model, table);
        foreach (string word in inputs.Keys.Where(name => inputs[name].Values is string[]).ToArray())
        {
            inputs[word] = OnnxValue.Column(Array.ConvertAll((string[])inputs[word].Values, value => string.Format(null, form, value.Length == 0 ? "Na" : value)));
        }

        using var session = new OnnxSession(OnnxExport.Export(model, "test:1").ToArray());
        float[] answers = (float[])session.Run(inputs)[0].Values;

        Assert.Equal(model.PredictTable(table), answers, (one, other) => Math.Abs(one - other) <= ExportCheck.Tolerance * Math.Max(1, Math.Abs(one)));
    }

    private static string[] Trimmed(string[] texts)
    {
        var graph = new GraphBuilder();
        graph.Input(graph.NewName("words"), OnnxType.Text, "");
        graph.Output(TrimGraph.Add(graph, graph.Flat("words")), "trimmed", OnnxType.Text, null, "");
        using var session = new OnnxSession(TestGraph.Bytes(graph));
        OnnxValue answer = Assert.Single(session.Run(new Dictionary<string, OnnxValue>(StringComparer.Ordinal) { ["words"] = OnnxValue.Column(texts) }));
        Assert.Equal([texts.Length], answer.Shape);
        return (string[])answer.Values;
    }
}
