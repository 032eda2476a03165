using MlOpsDashboard.Core.Learning.Explanation;

namespace MlOpsDashboard.Api.Explain;

/// <summary>What matters to a version, the largest mean contribution first.</summary>
internal sealed record GlobalExplanationReply(
    string ModelId, ExplanationMethod Method, ExplanationSpace Space, int Rows, IReadOnlyList<FeatureInfluenceReply> Features)
{
    public static GlobalExplanationReply Of(string modelId, GlobalExplanation explanation) => new(
        modelId,
        explanation.Method,
        explanation.Space,
        explanation.Rows,
        [.. explanation.Features.Select(feature => new FeatureInfluenceReply(
            feature.Feature, feature.MeanContribution, feature.Gain, feature.Permutation))]);
}
