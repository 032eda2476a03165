using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Learning.Onnx;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Support.OnnxRuntime;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Onnx;

/// <summary>A cell of words is the same category in an exported graph, on ONNX Runtime, as in the program.</summary>
public sealed class CellGraphTests
{
    private const int Cells = 2_000;

    private static readonly string s_long = "1." + new string('0', 200);
    private static readonly FeatureSignature s_codes = Coded(ColumnType.Categorical, ["1", "1.0", "2.50", "-3", "0", "007", "1E1", "10", "A", "ä", "99999999999999999999"]);
    private static readonly FeatureSignature s_unknown = Coded(ColumnType.Categorical, ["1.00", "1.0", "x", "NA"]) with
    {
        Reading = new ColumnReading { Type = ColumnType.Categorical, Missing = MissingSet.Of(["Unbekannt (ä)", "-", "kein.e"]) },
    };

    private static readonly FeatureSignature s_truth = Coded(ColumnType.Boolean, ["ja", "nein"]) with
    {
        Reading = new ColumnReading { Type = ColumnType.Boolean, Yes = "Ja", No = "Nein" },
    };

    private static readonly FeatureSignature s_swapped = Coded(ColumnType.Boolean, ["0", "1"]) with
    {
        Reading = new ColumnReading { Type = ColumnType.Boolean, Yes = "0", No = "1" },
    };

    private static readonly FeatureSignature s_one = Coded(ColumnType.Boolean, ["yes"]);

    [Theory]
    [InlineData("1.00", "1")]
    [InlineData("+1", "1")]
    [InlineData(" 1.000 ", "1")]
    [InlineData("1.", "1")]
    [InlineData("1.0", "1.0")]
    [InlineData("2.5", "2.50")]
    [InlineData("+2.500", "2.50")]
    [InlineData("-0.00", "0")]
    [InlineData("-3.0", "-3")]
    [InlineData("10.0", "10")]
    [InlineData("1E1", "1E1")]
    [InlineData("99999999999999999999.0", "99999999999999999999")]
    [InlineData("nan", "")]
    public void A_number_in_words_is_the_category_that_it_is(string cell, string category) => Assert.Equal(category, Assert.Single(Read(s_codes, [cell])));

    [Theory]
    [InlineData("01")]
    [InlineData("7")]
    [InlineData("1E0")]
    [InlineData("1,0")]
    [InlineData("--3")]
    [InlineData("1 0")]
    [InlineData(".0")]
    [InlineData("１")]
    public void What_is_another_number_or_none_is_unseen(string cell) => Assert.DoesNotContain(Assert.Single(Read(s_codes, [cell])), s_codes.Categories.Append(""));

    [Fact]
    public void Any_cell_is_read_as_the_program_reads_it()
    {
        foreach (FeatureSignature feature in new[] { s_codes, s_unknown, s_truth, s_swapped, s_one })
        {
            Prop.ForAll(CellOf(feature).ArrayOf(Cells).ToArbitrary(), cells => Agree(feature, cells)).Check(Config.QuickThrowOnFailure.WithMaxTest(1));
        }
    }

    private static FeatureSignature Coded(ColumnType type, string[] categories) => new() { Name = "word", Type = type, Nullable = true, Categories = categories };

    private static bool Agree(FeatureSignature feature, string[] cells)
    {
        var codec = new FeatureCodec(feature);
        string[] read = Read(feature, cells);
        for (int row = 0; row < cells.Length; row++)
        {
            double expected = codec.TryEncode(FeatureValue.Of(cells[row].AsSpan()), out double code) is null ? code : FeatureRow.Unseen;
            double actual = read[row].Length == 0 ? double.NaN : feature.Categories.ToList().IndexOf(read[row]);
            Assert.True(expected.Equals(actual), $"'{cells[row]}' is {actual} in the graph and {expected} in the program, of {string.Join(", ", feature.Categories)}.");
        }

        return true;
    }

    // Pieces of what the column knows, of numbers and of markers, spelled and put together in any way.
    private static Gen<string> CellOf(FeatureSignature feature)
    {
        Gen<string> piece = Gen.Elements([.. feature.Categories, .. feature.KnownReading.Missing.Markers, .. TruthWords.All, "+", "-", ".", "0", "00", ".0", "1", "2.5", s_long, " ", "\u00A0", "ſ", "İ"]);
        Gen<string> letters = Gen.Elements<Func<string, string>>(word => word, word => word.ToUpperInvariant(), word => word.ToLowerInvariant(), word => word.Length > 1 ? word[..1].ToLowerInvariant() + word[1..].ToUpperInvariant() : word)
            .SelectMany(spell => piece.Select(spell));
        return Gen.OneOf(letters, letters.SelectMany(first => letters.Select(second => first + second)), letters.ListOf(3).Select(string.Concat));
    }

    private static string[] Read(FeatureSignature feature, string[] cells)
    {
        var graph = new GraphBuilder();
        string name = graph.NewName("words");
        graph.Input(name, OnnxType.Text, "");
        graph.Output(CellGraph.Add(graph, new OnnxInput(name, feature)), "read", OnnxType.Text, 1, "");
        using var session = new OnnxSession(TestGraph.Bytes(graph));
        OnnxValue answer = Assert.Single(session.Run(new Dictionary<string, OnnxValue>(StringComparer.Ordinal) { ["words"] = OnnxValue.Column(cells) }));
        Assert.Equal([cells.Length, 1], answer.Shape);
        return (string[])answer.Values;
    }
}
