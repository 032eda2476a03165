using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>
/// Writes how <see cref="TextHashing"/> reads a text. The standard can neither find words nor hash them: ONNX Runtime's own Tokenizer and
/// MurmurHash3 (domain com.microsoft, in every usual build of it) do.
/// </summary>
internal static class TextGraph
{
    // No word: it stands behind the words of each text, so that there is a column of words in a batch without one.
    private const string Blank = " ";

    /// <summary>Adds whether a text is missing.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="input">The texts: N rows of one.</param>
    /// <param name="read">The same as <see cref="CellGraph"/> reads them.</param>
    /// <param name="encoder">The step.</param>
    /// <returns>N rows of <see cref="TextFlagEncoder.Width"/> floats.</returns>
    public static string AddFlag(GraphBuilder graph, OnnxInput input, string read, TextFlagEncoder encoder) =>
        encoder.Indicator ? AddMissing(graph, read, 1, 0) : input.Name;

    /// <summary>Adds the slots of a text.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="input">The texts: N rows of one.</param>
    /// <param name="read">The same as <see cref="CellGraph"/> reads them.</param>
    /// <param name="hashing">How its words are read.</param>
    /// <returns>N rows of <see cref="TextHashing.Slots"/> floats; zeros for a missing text, which has no words.</returns>
    public static string AddSlots(GraphBuilder graph, string input, string read, TextHashing hashing)
    {
        graph.HasTexts = true;
        return graph.Node("Mul", [AddWords(graph, input, hashing), AddMissing(graph, read, 0, 1)]);
    }

    private static string AddMissing(GraphBuilder graph, string read, float value, float other) => graph.LearningNode(
        "LabelEncoder",
        read,
        OnnxAttribute.Of("keys_strings", [OnnxInput.MissingWord]),
        OnnxAttribute.Of("values_floats", [value]),
        OnnxAttribute.Of("default_float", other));

    private static string AddWords(GraphBuilder graph, string input, TextHashing hashing)
    {
        string found = graph.RuntimeNode(
            "Tokenizer",
            graph.Flat(input),
            OnnxAttribute.Of("tokenexp", $@"[\p{{L}}\p{{Nd}}_]{{{TextHashing.ShortestWord},{TextHashing.MostCharacters}}}"),
            OnnxAttribute.Of("mark", 0),
            OnnxAttribute.Of("mincharnum", TextHashing.ShortestWord),
            OnnxAttribute.Of("pad_value", Blank));
        string words = SmallLettersGraph.Add(graph, graph.Beside(found, Always(graph, input, Blank)));
        string known = graph.LearningNode(
            "LabelEncoder",
            words,
            OnnxAttribute.Of("keys_strings", [Blank]),
            OnnxAttribute.Of("values_floats", [0f]),
            OnnxAttribute.Of("default_float", 1f));
        if (hashing.Ngrams == 1)
        {
            return Count(graph, words, known, hashing.Slots);
        }

        // A pair is known when its second word is: blanks are behind the words.
        string seconds = ButFirst(graph, words);
        string firsts = graph.Node("Slice", [words, graph.Longs(0), graph.Longs(-1), graph.Longs(1)]);
        string pairs = graph.Node("StringConcat", [graph.Node("StringConcat", [firsts, graph.Texts([" "])]), seconds]);
        return Count(graph, graph.Beside(words, pairs), graph.Beside(known, ButFirst(graph, known)), hashing.Slots);
    }

    /// <summary>The same text for each of a value's.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="value">Texts.</param>
    /// <param name="text">What to say for each.</param>
    public static string Always(GraphBuilder graph, string value, string text) => graph.LearningNode(
        "LabelEncoder",
        value,
        OnnxAttribute.Of("keys_strings", [""]),
        OnnxAttribute.Of("values_strings", [text]),
        OnnxAttribute.Of("default_string", text));

    private static string ButFirst(GraphBuilder graph, string value) =>
        graph.Node("Slice", [value, graph.Longs(1), graph.Longs(long.MaxValue), graph.Longs(1)]);

    private static string Count(GraphBuilder graph, string words, string known, int slots)
    {
        string hash = graph.Cast(graph.RuntimeNode("MurmurHash3", words, OnnxAttribute.Of("positive", 0), OnnxAttribute.Of("seed", 0)), OnnxType.Int64);
        string places = graph.Node("Mod", [graph.Node("Abs", [hash]), graph.Scalar((long)slots)]);
        string counts = graph.Node(
            "ScatterElements",
            [graph.Repeat<double>(new double[slots]), places, graph.Cast(known, OnnxType.Double)],
            OnnxAttribute.Of("axis", 1),
            OnnxAttribute.Of("reduction", "add"));
        string length = graph.Node("Sqrt", [graph.Node("ReduceSumSquare", [counts, graph.Longs(1)])]);

        // A text without words stays at nothing.
        return graph.Cast(graph.Node("Div", [counts, graph.Node("Max", [length, graph.Scalar(1.0)])]), OnnxType.Single);
    }
}
