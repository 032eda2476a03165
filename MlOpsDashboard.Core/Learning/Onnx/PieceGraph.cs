namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>
/// Writes how a piece of a word is found by a regular expression. The standard has no operator for that: ONNX Runtime's Tokenizer
/// (domain com.microsoft, in every usual build of it) does it in RE2's syntax, and takes the longest of the first pieces that fit.
/// </summary>
internal static class PieceGraph
{
    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="words">A list of texts.</param>
    /// <param name="pattern">What to find.</param>
    /// <returns>The piece of each text, as a list; an empty text where nothing fits.</returns>
    public static string First(GraphBuilder graph, string words, string pattern)
    {
        string found = graph.RuntimeNode(
            "Tokenizer",
            words,
            OnnxAttribute.Of("tokenexp", pattern),
            OnnxAttribute.Of("mark", 0),
            OnnxAttribute.Of("mincharnum", 1),
            OnnxAttribute.Of("pad_value", ""));

        // Where no word has a piece there is no column of pieces: an empty one stands behind.
        string none = graph.Node("Unsqueeze", [TextGraph.Always(graph, words, ""), graph.Longs(1)]);
        return graph.Flat(graph.Node("Gather", [graph.Beside(found, none), graph.Scalar(0L)], OnnxAttribute.Of("axis", 1)));
    }
}
