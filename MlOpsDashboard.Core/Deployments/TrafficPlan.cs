namespace MlOpsDashboard.Core.Deployments;

/// <summary>Which versions of a model get what traffic. Immutable.</summary>
/// <param name="ModelName">The model.</param>
/// <param name="StableVersion">The version in production.</param>
/// <param name="Arms">The versions beside it; what they leave is the stable version's.</param>
/// <param name="Shadow">Whether they answer every request in the background instead.</param>
/// <param name="Salt">Goes into the choice, so that each roll-out or test chooses other callers; its identifier.</param>
internal sealed record TrafficPlan(string ModelName, int StableVersion, IReadOnlyList<TrafficArm> Arms, bool Shadow, string Salt)
{
    private const double Percent = 100;

    /// <summary>For a test: the share of the requests that the stable version has as an arm of it, in percent; null outside of a test.</summary>
    public double? ChampionShare { get; init; }

    /// <summary>What the arms get altogether, in percent.</summary>
    public double Share => Arms.Sum(arm => arm.Share);

    /// <summary>The plan of a model whose production version is known.</summary>
    /// <param name="modelName">The model.</param>
    /// <param name="production">The version in production.</param>
    /// <param name="rollout">The roll-out that goes on, or null. One that began beside another stable version gives its candidate nothing.</param>
    public static TrafficPlan Of(string modelName, int production, Rollout? rollout) =>
        rollout is { IsServed: true } served && served.StableVersion == production && served.CandidateVersion != production
            ? new(modelName, production, [new(served.CandidateVersion, served.Share)], served.Strategy == RolloutStrategy.Shadow, served.Id)
            : new(modelName, production, [], false, "");

    /// <summary>The shares of all versions, from 0 to 1.</summary>
    public IReadOnlyDictionary<int, double> ToShares()
    {
        var shares = Arms.ToDictionary(arm => arm.Version, arm => arm.Share / Percent);
        shares[StableVersion] = 1 - (Share / Percent);
        return shares;
    }
}
