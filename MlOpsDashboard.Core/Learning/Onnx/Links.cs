namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>From scores to probabilities.</summary>
internal static class Links
{
    /// <summary>Both classes' probabilities out of log-odds of the second.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="scores">N rows of one double.</param>
    public static string Logistic(GraphBuilder graph, string scores) =>
        BothClasses(graph, graph.Cast(graph.Node("Sigmoid", [scores]), OnnxType.Single));

    /// <summary>The classes' probabilities out of log-probabilities, but for a constant.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="scores">N rows of a double a class.</param>
    public static string Softmax(GraphBuilder graph, string scores) =>
        graph.Cast(graph.Node("Softmax", [scores], OnnxAttribute.Of("axis", 1)), OnnxType.Single);

    /// <summary>Both classes' probabilities out of the second's.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="probability">N rows of one float.</param>
    public static string BothClasses(GraphBuilder graph, string probability) =>
        graph.Beside(graph.Node("Sub", [graph.Scalar(1f), probability]), probability);
}
