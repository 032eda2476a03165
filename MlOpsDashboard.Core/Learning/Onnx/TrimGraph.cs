namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>
/// Writes how what stands around a word without being seen is taken away, as <see cref="Tabular.CellTrim"/> does it. The standard has no operator
/// for that: ONNX Runtime's Tokenizer (domain com.microsoft, in every usual build of it) finds the longest piece between two seen characters.
/// </summary>
internal static class TrimGraph
{
    /// <summary>The characters of <see cref="Tabular.CellTrim"/>, as RE2 writes a class of them.</summary>
    internal const string Unseen = @"\t\n\x0B\f\r \x{85}\x{A0}\x{1680}\x{2000}-\x{200D}\x{2028}\x{2029}\x{202F}\x{205F}\x{2060}\x{3000}\x{FEFF}";

    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="words">Texts.</param>
    /// <returns>The texts without it, in the same shape.</returns>
    public static string Add(GraphBuilder graph, string words)
    {
        // Each different word is looked at once: a column of categories has few.
        (string different, string places) = graph.Distinct(words);
        string found = graph.RuntimeNode(
            "Tokenizer",
            different,
            OnnxAttribute.Of("tokenexp", $"[^{Unseen}](?s:.*[^{Unseen}])?"),
            OnnxAttribute.Of("mark", 0),
            OnnxAttribute.Of("mincharnum", 1),
            OnnxAttribute.Of("pad_value", ""));

        // Where no word has anything to see there is no column of pieces: an empty one stands behind.
        string none = graph.Node("Unsqueeze", [TextGraph.Always(graph, different, ""), graph.Longs(1)]);
        string trimmed = graph.Node("Gather", [graph.Beside(found, none), graph.Scalar(0L)], OnnxAttribute.Of("axis", 1));
        string listed = graph.Node("Gather", [graph.Flat(trimmed), places], OnnxAttribute.Of("axis", 0));
        return graph.Node("Reshape", [listed, graph.Node("Shape", [words])]);
    }
}
