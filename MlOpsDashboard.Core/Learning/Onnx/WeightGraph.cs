using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Linear;
using MlOpsDashboard.Core.Learning.Neural;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Writes models of weights.</summary>
internal static class WeightGraph
{
    /// <summary>A linear model, in double precision as ours.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="encoded">The encoded features.</param>
    /// <param name="model">The model.</param>
    /// <returns>The number, or a probability for each class.</returns>
    public static string Add(GraphBuilder graph, string encoded, LinearModel model)
    {
        int margins = model.Intercepts.Count;
        var weights = new double[model.FeatureCount * margins];
        for (int feature = 0; feature < model.FeatureCount; feature++)
        {
            for (int margin = 0; margin < margins; margin++)
            {
                weights[(feature * margins) + margin] = model.Coefficients[(margin * model.FeatureCount) + feature];
            }
        }

        string products = graph.Node(
            "MatMul", [graph.Cast(encoded, OnnxType.Double), graph.Constant<double>(weights, model.FeatureCount, margins)]);
        string scores = graph.Node("Add", [products, graph.Constant<double>([.. model.Intercepts], margins)]);
        return model.OutputCount == 1 ? graph.Cast(scores, OnnxType.Single)
            : margins == 1 ? Links.Logistic(graph, scores)
            : Links.Softmax(graph, scores);
    }

    /// <summary>A network.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="encoded">The encoded features.</param>
    /// <param name="model">The model.</param>
    /// <returns>The number, or a probability for each class.</returns>
    public static string Add(GraphBuilder graph, string encoded, NetworkModel model)
    {
        string values = encoded;
        for (int i = 0; i < model.Layers.Count; i++)
        {
            NetworkLayer layer = model.Layers[i];
            values = graph.Node(
                "Gemm", [values, graph.Constant<float>(layer.Weights, layer.Inputs, layer.Outputs), graph.Constant<float>(layer.Shifts, layer.Outputs)]);
            if (i < model.Layers.Count - 1)
            {
                values = model.Gelu ? Gelu(graph, values) : graph.Node("Relu", [values]);
            }
        }

        return model.Task switch
        {
            TaskKind.Regression => graph.Node("Add", [graph.Node("Mul", [values, graph.Scalar(model.Scale)]), graph.Scalar(model.Shift)]),
            TaskKind.Binary => Links.Logistic(graph, graph.Cast(values, OnnxType.Double)),
            _ => Links.Softmax(graph, graph.Cast(values, OnnxType.Double)),
        };
    }

    private static string Gelu(GraphBuilder graph, string x)
    {
        string square = graph.Node("Mul", [x, x]);
        string factor = graph.Node("Add", [graph.Node("Mul", [square, graph.Scalar(ActivationKernel.Cubic)]), graph.Scalar(1f)]);
        string inner = graph.Node("Mul", [graph.Node("Mul", [x, factor]), graph.Scalar(ActivationKernel.Steepness)]);
        return graph.Node("Mul", [x, graph.Node("Sigmoid", [inner])]);
    }
}
