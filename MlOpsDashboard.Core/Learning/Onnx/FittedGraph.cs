using MlOpsDashboard.Core.Learning.Baseline;
using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Forest;
using MlOpsDashboard.Core.Learning.Linear;
using MlOpsDashboard.Core.Learning.Neural;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Writes a single model, of whatever learner.</summary>
internal static class FittedGraph
{
    /// <summary>Adds the model.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="encoded">The encoded features.</param>
    /// <param name="model">The model.</param>
    /// <param name="features">The encoded features' descriptions.</param>
    /// <param name="learner">Its learner's name, for people.</param>
    /// <returns>The number, or a probability for each class.</returns>
    /// <exception cref="ConflictException">There is no form for it.</exception>
    public static string Add(GraphBuilder graph, string encoded, IFittedModel model, IReadOnlyList<FeatureInfo> features, string learner) => model switch
    {
        BaselineModel baseline => graph.Repeat(baseline.Answer),
        LinearModel linear => WeightGraph.Add(graph, encoded, linear),
        NetworkModel network => WeightGraph.Add(graph, encoded, network),
        BoostedModel boosted => TreeGraph.Add(graph, encoded, boosted, features),
        ForestModel forest => TreeGraph.Add(graph, encoded, forest, features),
        _ => throw new ConflictException($"A model of the learner '{learner}' cannot be exported: ONNX has no form for it yet."),
    };
}
