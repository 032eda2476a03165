using MlOpsDashboard.Core.Learning.Ensembles;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Writes ensembles: the members side by side, then their weighted mean, in double precision as ours.</summary>
internal static class EnsembleGraph
{
    /// <summary>Adds the members and their mean.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="encoded">The encoded features of all members.</param>
    /// <param name="model">The ensemble.</param>
    /// <param name="features">The encoded features' descriptions.</param>
    /// <returns>The number, or a probability for each class.</returns>
    /// <exception cref="ConflictException">There is no form for a member.</exception>
    public static string Add(GraphBuilder graph, string encoded, EnsembleModel model, IReadOnlyList<FeatureInfo> features)
    {
        string? sum = null;
        foreach (EnsembleMember member in model.Members)
        {
            string own = member.Features.Count == features.Count ? encoded : graph.Columns(encoded, [.. member.Features.Select(column => (long)column)]);
            string answer = FittedGraph.Add(graph, own, member.Model, [.. member.Features.Select(column => features[column])], member.Learner);
            string share = graph.Node("Mul", [graph.Cast(answer, OnnxType.Double), graph.Scalar(member.Weight)]);
            sum = sum is null ? share : graph.Node("Add", [sum, share]);
        }

        string mean = graph.Cast(sum!, OnnxType.Single);
        return model.OutputCount == 2 ? Links.BothClasses(graph, graph.Columns(mean, 1)) : mean;
    }
}
