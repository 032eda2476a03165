using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Api.Training;

/// <summary>What a job's trials tell about a learner's hyper-parameters. Shares are of the variance of the loss, by functional ANOVA.</summary>
public sealed record SearchReply(string Learner, int Trials, IReadOnlyList<ParameterShareReply> Parameters)
{
    internal static SearchReply Of(SearchInsight insight) => new(
        insight.Learner, insight.Points.Count, [.. insight.Parameters.Select(parameter => new ParameterShareReply(parameter.Name, parameter.Share))]);
}
