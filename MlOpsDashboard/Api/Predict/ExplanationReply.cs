using MlOpsDashboard.Core.Learning.Explanation;

namespace MlOpsDashboard.Api.Predict;

/// <summary>Why an answer came out so: base_value and the contributions, the largest first, add up to output.</summary>
internal sealed record ExplanationReply(
    ExplanationMethod Method,
    ExplanationSpace Space,
    string? Class,
    double BaseValue,
    double Output,
    IReadOnlyList<ContributionReply> Contributions);
