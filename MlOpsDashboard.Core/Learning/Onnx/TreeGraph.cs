using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Forest;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Writes models of trees.</summary>
internal static class TreeGraph
{
    /// <summary>Gradient boosting: sums of trees, then the link.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="encoded">The encoded features.</param>
    /// <param name="model">The model.</param>
    /// <param name="features">The encoded features' descriptions.</param>
    /// <returns>The number, or a probability for each class.</returns>
    public static string Add(GraphBuilder graph, string encoded, BoostedModel model, IReadOnlyList<FeatureInfo> features)
    {
        double[] start = [.. model.Start];
        string sums = model.Trees.Trees == 0
            ? graph.Repeat(Array.ConvertAll(start, value => (float)value))
            : TreeTable.Add(graph, encoded, model.Trees, features, start, mean: false, (tree, value) => [(tree % start.Length, value)]);
        return model.Link switch
        {
            ScoreLink.Identity => sums,
            ScoreLink.Exponential => graph.Cast(graph.Node("Exp", [graph.Cast(sums, OnnxType.Double)]), OnnxType.Single),
            ScoreLink.Logistic => Links.Logistic(graph, graph.Cast(sums, OnnxType.Double)),
            ScoreLink.Softmax => Links.Softmax(graph, graph.Cast(sums, OnnxType.Double)),
            _ => throw new ConflictException($"The model cannot be exported: ONNX has no form yet for the link '{model.Link}'."),
        };
    }

    /// <summary>Random forest: the mean of trees, or of their leaves' shares of the classes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="encoded">The encoded features.</param>
    /// <param name="model">The model.</param>
    /// <param name="features">The encoded features' descriptions.</param>
    /// <returns>The number, or a probability for each class.</returns>
    public static string Add(GraphBuilder graph, string encoded, ForestModel model, IReadOnlyList<FeatureInfo> features)
    {
        if (model.Task == TaskKind.Multiclass)
        {
            int classes = model.OutputCount;
            float[] shares = model.Shares.ToArray();
            string sums = TreeTable.Add(
                graph, encoded, model.Trees, features, new double[classes], mean: false, (_, value) => SharesOf(shares, (int)value, classes));
            string total = graph.Node("ReduceSum", [sums, graph.Longs(1)], OnnxAttribute.Of("keepdims", 1));
            string any = graph.Node("Greater", [total, graph.Scalar(0f)]);
            return graph.Node("Where", [any, graph.Node("Div", [sums, total]), graph.Scalar(1f / classes)]);
        }

        string mean = TreeTable.Add(graph, encoded, model.Trees, features, [0], mean: true, (_, value) => [(0, value)]);
        return model.Task == TaskKind.Binary ? Links.BothClasses(graph, mean) : mean;
    }

    private static IEnumerable<(int Output, double Value)> SharesOf(float[] shares, int set, int classes)
    {
        bool any = false;
        for (int k = 0; k < classes; k++)
        {
            float share = shares[(set * classes) + k];
            if (share != 0)
            {
                any = true;
                yield return (k, share);
            }
        }

        // A leaf without an answer is no leaf to a runtime.
        if (!any)
        {
            yield return (0, 0);
        }
    }
}
