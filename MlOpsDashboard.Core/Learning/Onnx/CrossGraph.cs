using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Writes the step that makes one category of two: the codes of the two words become the number of their pair.</summary>
internal static class CrossGraph
{
    private const long Missing = -2;
    private const long Unseen = -1;

    /// <summary>The pair as a value to look up by.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="first">The words of the one column.</param>
    /// <param name="second">The words of the other.</param>
    /// <param name="cross">The step.</param>
    public static OnnxCodes Add(GraphBuilder graph, OnnxCodes first, OnnxCodes second, CrossEncoder cross)
    {
        string ours = AddCodes(graph, first);
        string others = AddCodes(graph, second);
        string pair = graph.Node("Add", [graph.Node("Mul", [ours, graph.Scalar((long)cross.SecondWords)]), others]);
        string known = graph.Node("Where", [Either(graph, ours, others, Unseen), graph.Scalar(Unseen), pair]);
        string key = graph.Node("Where", [Either(graph, ours, others, Missing), graph.Scalar(Missing), known]);
        return new OnnxCodes(
            key,
            OnnxAttribute.Of("keys_int64s", cross.Pairs.Append(Missing)),
            [.. Enumerable.Range(0, cross.Pairs.Length).Select(place => (double)place), double.NaN]);
    }

    private static string AddCodes(GraphBuilder graph, OnnxCodes words) => graph.LearningNode(
        "LabelEncoder",
        words.Name,
        words.Keys,
        OnnxAttribute.Of("values_int64s", words.Codes.Select(code => double.IsNaN(code) ? Missing : (long)code)),
        OnnxAttribute.Of("default_int64", Unseen));

    private static string Either(GraphBuilder graph, string first, string second, long code) => graph.Node(
        "Or", [graph.Node("Equal", [first, graph.Scalar(code)]), graph.Node("Equal", [second, graph.Scalar(code)])]);
}
