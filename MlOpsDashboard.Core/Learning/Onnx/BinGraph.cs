using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Writes the step that puts numbers into bins: a number's bin is how many edges it has reached.</summary>
internal static class BinGraph
{
    /// <summary>Adds the nodes for one column.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="input">N floats, NaN for missing.</param>
    /// <param name="encoder">The step.</param>
    /// <returns>The features: N rows of <see cref="BinEncoder.Width"/> floats.</returns>
    public static string Add(GraphBuilder graph, string input, BinEncoder encoder)
    {
        string missing = graph.Node("Or", [graph.Node("IsNaN", [input]), graph.Node("IsInf", [input])]);
        string bin = graph.Scalar(0f);
        if (encoder.Edges.Length > 0)
        {
            string edges = graph.Constant<double>(encoder.Edges, 1, encoder.Edges.Length);
            string reached = graph.Node("Not", [graph.Node("Less", [graph.Cast(input, OnnxType.Double), edges])]);
            bin = graph.Node("ReduceSum", [graph.Cast(reached, OnnxType.Single), graph.Longs(1)]);
        }

        if (!encoder.OneHot)
        {
            return graph.Node("Where", [missing, graph.Scalar(float.NaN), bin]);
        }

        // A place behind the last is off everywhere.
        int absent = encoder.Indicator ? encoder.Edges.Length + 1 : encoder.Width;
        string place = graph.Cast(graph.Node("Where", [missing, graph.Scalar((float)absent), bin]), OnnxType.Int64);
        return graph.Node("OneHot", [graph.Flat(place), graph.Scalar((long)encoder.Width), graph.Constant<float>([0, 1], 2)]);
    }
}
