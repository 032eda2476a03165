using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Writes how a word is read, in the steps of <see cref="FeatureCodec"/>: trimmed, then missing, a category, a number that is one, yes or no.</summary>
internal static class CellGraph
{
    /// <summary>What no category is, since they are trimmed.</summary>
    private const string Unseen = " ";

    // The characters of a number at its greatest length; RE2 cannot ask for that and the form at once.
    private static readonly string s_short = FormattableString.Invariant($@"\A[-+.0-9]{{1,{PlainDecimal.MostCharacters}}}\z");

    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="input">An input of words or texts.</param>
    /// <returns>
    /// In the shape of the input: nothing where the value is missing, the category where it is one by any spelling, and otherwise a word that is none.
    /// </returns>
    public static string Add(GraphBuilder graph, OnnxInput input)
    {
        // Each different word is looked at once: a column of categories has few.
        FeatureSignature feature = input.Feature;
        (string different, string places) = graph.Distinct(input.Name);
        string words = TrimGraph.Add(graph, different);
        string read = feature.IsCoded ? AddCategory(graph, words, feature) : words;
        read = Replace(graph, read, words, WordPattern.OfMarkers(feature.KnownReading.Missing), OnnxInput.MissingWord);
        return graph.Node("Reshape", [graph.Node("Gather", [read, places], OnnxAttribute.Of("axis", 0)), graph.Node("Shape", [input.Name])]);
    }

    private static string AddCategory(GraphBuilder graph, string words, FeatureSignature feature)
    {
        string read = feature.Type == ColumnType.Boolean ? AddTruth(graph, words, feature) : words;
        read = AddNumber(graph, read, words, feature.Categories);
        return read == words || feature.Categories.Count == 0 ? words : graph.Node("Where", [IsOf(graph, words, feature.Categories), words, read]);
    }

    private static string AddTruth(GraphBuilder graph, string words, FeatureSignature feature)
    {
        string read = words;
        foreach (bool truth in (ReadOnlySpan<bool>)[true, false])
        {
            double code = FeatureText.CodeOfTruth(feature, truth);
            read = Replace(graph, read, words, WordPattern.OfTruth(feature.KnownReading, truth), code >= 0 ? feature.Categories[(int)code] : Unseen);
        }

        return read;
    }

    // As CategoryWords finds it: 1, 1.00 and +1 are the same, 1E0 and 01 are not.
    private static string AddNumber(GraphBuilder graph, string read, string words, IReadOnlyList<string> categories)
    {
        (string Number, string Category)[] numbers = [.. NumbersOf(categories)];
        if (numbers.Length == 0)
        {
            return read;
        }

        string number = PieceGraph.First(graph, PieceGraph.First(graph, words, s_short), @"\A[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?\z");
        string plain = PieceGraph.First(graph, number, @"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?");
        string category = graph.LearningNode(
            "LabelEncoder",
            plain,
            OnnxAttribute.Of("keys_strings", numbers.Select(pair => pair.Number)),
            OnnxAttribute.Of("values_strings", numbers.Select(pair => pair.Category)),
            OnnxAttribute.Of("default_string", Unseen));
        return graph.Node("Where", [IsOf(graph, plain, [.. numbers.Select(pair => pair.Number)]), category, read]);
    }

    private static IEnumerable<(string Number, string Category)> NumbersOf(IReadOnlyList<string> categories)
    {
        foreach ((string number, string category) in categories.Select(word => (PlainDecimal.Of(word) ?? "", word)).Where(pair => pair.Item1.Length > 0).DistinctBy(pair => pair.Item1))
        {
            yield return (number, category);
            if (number == "0")
            {
                // A nought has no sign.
                yield return ("-0", category);
            }
        }
    }

    private static string Replace(GraphBuilder graph, string read, string words, string? pattern, string replacement) => pattern is null
        ? read
        : graph.Node("Where", [IsOf(graph, PieceGraph.First(graph, words, pattern), [""]), read, TextGraph.Always(graph, words, replacement)]);

    private static string IsOf(GraphBuilder graph, string words, IReadOnlyList<string> known)
    {
        string found = graph.LearningNode(
            "LabelEncoder",
            words,
            OnnxAttribute.Of("keys_strings", known),
            OnnxAttribute.Of("values_int64s", known.Select(_ => 1L)),
            OnnxAttribute.Of("default_int64", 0));
        return graph.Node("Equal", [found, graph.Scalar(1L)]);
    }
}
