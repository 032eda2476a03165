using System.Text.Json.Serialization;
using MlOpsDashboard.Core.Monitoring.GroundTruth;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>The answer of <c>POST /api/feedback</c>.</summary>
/// <param name="Accepted">Truths that are stored now.</param>
/// <param name="Repeated">Truths that were stored before.</param>
/// <param name="Problems">Items that were not stored, at most 1,000 of them.</param>
/// <param name="ProblemCount">How many were not stored.</param>
public sealed record FeedbackReply(int Accepted, int Repeated, int ProblemCount, [property: JsonPropertyOrder(1)] IReadOnlyList<FeedbackProblemReply> Problems)
{
    private const int Most = 1000;

    internal static FeedbackReply Of(IReadOnlyCollection<FeedbackOutcome> outcomes)
    {
        FeedbackOutcome[] problems = [.. outcomes.Where(outcome => outcome.Message is not null)];
        return new(
            outcomes.Count(outcome => outcome.Status == FeedbackStatus.Accepted),
            outcomes.Count(outcome => outcome.Status == FeedbackStatus.Repeated),
            problems.Length,
            [.. problems.Take(Most).Select(problem => new FeedbackProblemReply(problem.Item.Place, problem.Item.RequestId, problem.Status, problem.Message!))]);
    }
}
