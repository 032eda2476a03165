using System.Text;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>
/// Writes how words become small letters, character by character as <see cref="Rune.ToLowerInvariant"/> says. The standard's StringNormalizer
/// would ask the machine for a locale, which the usual containers lack, and follow it.
/// </summary>
internal static class SmallLettersGraph
{
    // Capital letters of all scripts that have them stand below.
    private const int Characters = 0x1FFFF;

    private static readonly Lazy<(string Large, string Small)[]> s_capitals = new(() =>
    [
        .. Enumerable.Range(0, Characters).Where(Rune.IsValid).Select(number => new Rune(number))
            .Select(rune => (rune.ToString(), Rune.ToLowerInvariant(rune).ToString())).Where(pair => pair.Item1 != pair.Item2),
    ]);

    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="words">N rows of words of at most <see cref="TextHashing.MostCharacters"/> characters, at least one of them not empty.</param>
    /// <returns>The words in small letters, in the same shape.</returns>
    public static string Add(GraphBuilder graph, string words)
    {
        // Each different word is taken once: a text has many twice, and a batch of texts most.
        (string different, string places) = graph.Distinct(words);
        string characters = graph.RuntimeNode(
            "Tokenizer",
            different,
            OnnxAttribute.Of("separators", [""]),
            OnnxAttribute.Of("mark", 0),
            OnnxAttribute.Of("mincharnum", 1),
            OnnxAttribute.Of("pad_value", ""));
        string small = Join(graph, Small(graph, characters), different);
        string listed = graph.Node("Gather", [small, places], OnnxAttribute.Of("axis", 0));
        return graph.Node("Reshape", [listed, graph.Node("Shape", [words])]);
    }

    private static string Small(GraphBuilder graph, string characters)
    {
        (string Large, string Small)[] capitals = s_capitals.Value;
        ProtoMessage keys = OnnxAttribute.Of("keys_strings", capitals.Select(pair => pair.Large));
        string isLarge = graph.LearningNode(
            "LabelEncoder",
            characters,
            keys,
            OnnxAttribute.Of("values_int64s", capitals.Select(_ => 1L)),
            OnnxAttribute.Of("default_int64", 0));
        string small = graph.LearningNode("LabelEncoder", characters, keys, OnnxAttribute.Of("values_strings", capitals.Select(pair => pair.Small)));
        return graph.Node("Where", [graph.Cast(isLarge, OnnxType.Flag), small, characters]);
    }

    // Neighbours are joined until one column is left, so the columns must be a power of two: beyond the characters stand empty ones.
    private static string Join(GraphBuilder graph, string characters, string words)
    {
        string width = graph.Node("Shape", [characters], OnnxAttribute.Of("start", 1));
        string wanted = graph.Longs([.. Enumerable.Range(0, TextHashing.MostCharacters).Select(place => (long)place)]);
        string filled = graph.Beside(characters, graph.Node("Unsqueeze", [TextGraph.Always(graph, words, ""), graph.Longs(1)]));
        string joined = graph.Node("Gather", [filled, graph.Node("Min", [wanted, width])], OnnxAttribute.Of("axis", 1));
        for (int columns = TextHashing.MostCharacters; columns > 1; columns /= 2)
        {
            long[] even = [.. Enumerable.Range(0, columns / 2).Select(pair => 2L * pair)];
            joined = graph.Node("StringConcat", [graph.Columns(joined, even), graph.Columns(joined, Array.ConvertAll(even, place => place + 1))]);
        }

        return graph.Flat(joined);
    }
}
