namespace MlOpsDashboard.Core.Deployments;

/// <summary>Which versions of a model get what traffic. Immutable.</summary>
/// <param name="ModelName">The model.</param>
/// <param name="StableVersion">The version in production.</param>
/// <param name="CandidateVersion">The version beside it; null for none.</param>
/// <param name="Share">The candidate's share of the requests, in percent; the rest is the stable version's.</param>
/// <param name="Shadow">Whether the candidate answers every request in the background instead.</param>
/// <param name="Salt">Goes into the choice, so that each roll-out chooses other callers.</param>
internal sealed record TrafficPlan(string ModelName, int StableVersion, int? CandidateVersion, double Share, bool Shadow, string Salt)
{
    /// <summary>The plan of a model whose production version is known.</summary>
    /// <param name="modelName">The model.</param>
    /// <param name="production">The version in production.</param>
    /// <param name="rollout">The roll-out that goes on, or null. One that began beside another stable version gives its candidate nothing.</param>
    public static TrafficPlan Of(string modelName, int production, Rollout? rollout) =>
        rollout is { IsServed: true } served && served.StableVersion == production && served.CandidateVersion != production
            ? new(modelName, production, served.CandidateVersion, served.Share, served.Strategy == RolloutStrategy.Shadow, served.Id)
            : new(modelName, production, null, 0, false, "");
}
