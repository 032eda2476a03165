using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>
/// Which loaded version answers for a model name. Immutable: a promotion publishes a new plan by one reference, so a request
/// sees the old plan or the new one, never half of each, and finishes with the version that it began with.
/// </summary>
/// <param name="Name">The registered model's name.</param>
/// <param name="Production">The version in production.</param>
/// <param name="Candidate">The version of a roll-out beside it; null for none, which is the usual.</param>
internal sealed record ServingPlan(string Name, ServedModel Production, CandidateArm? Candidate = null);
