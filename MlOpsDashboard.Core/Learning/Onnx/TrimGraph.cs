namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Writes how what stands around a word without being seen is taken away, as <see cref="Tabular.CellTrim"/> does it.</summary>
internal static class TrimGraph
{
    /// <summary>The characters of <see cref="Tabular.CellTrim"/>, as RE2 writes a class of them.</summary>
    internal const string Unseen = @"\t\n\x0B\f\r \x{85}\x{A0}\x{1680}\x{2000}-\x{200D}\x{2028}\x{2029}\x{202F}\x{205F}\x{2060}\x{3000}\x{FEFF}";

    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="words">A list of texts.</param>
    /// <returns>The longest piece of each between two seen characters.</returns>
    public static string Add(GraphBuilder graph, string words) => PieceGraph.First(graph, words, $"[^{Unseen}](?s:.*[^{Unseen}])?");
}
