using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>
/// Which loaded version answers for a model name. Immutable: a promotion publishes a new plan by one reference, so a request
/// sees the old plan or the new one, never half of each, and finishes with the version that it began with.
/// </summary>
/// <param name="Name">The registered model's name.</param>
/// <param name="Production">The version in production.</param>
internal sealed record ServingPlan(string Name, ServedModel Production)
{
    /// <summary>The versions of a roll-out or a test beside it; none is the usual.</summary>
    public IReadOnlyList<CandidateArm> Arms { get; init; } = [];

    /// <summary>The version of a roll-out beside it, or null.</summary>
    public CandidateArm? Candidate => Arms.Count > 0 ? Arms[0] : null;
}
