using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>A version beside the one in production while a roll-out or a test goes on, loaded, and what it gets. Immutable but for its counts.</summary>
internal sealed class CandidateArm
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const double Percent = 100;

    private readonly ulong _salt;
    private readonly double _from;
    private readonly double _to;
    private readonly double _champion;

    /// <summary>Makes ready what each request asks.</summary>
    /// <param name="model">The candidate.</param>
    /// <param name="plan">What all arms get.</param>
    /// <param name="tally">What it could not answer.</param>
    /// <param name="index">Which arm of the plan it is.</param>
    public CandidateArm(ServedModel model, TrafficPlan plan, ArmTally tally, int index = 0)
    {
        Model = model;
        Tally = tally;
        IsShadow = plan.Shadow;
        HolderId = plan.Salt;
        Route = plan.ChampionShare is null ? InstanceScorer.Canary : InstanceScorer.Challenger;
        _from = plan.Arms.Take(index).Sum(arm => arm.Share) / Percent;
        _to = _from + (plan.Arms[index].Share / Percent);
        _champion = plan.ChampionShare is { } share ? (plan.Share + share) / Percent : 0;
        _salt = Mix(Basis, plan.Salt);
    }

    /// <summary>The candidate.</summary>
    public ServedModel Model { get; }

    /// <summary>The roll-out, or the A/B test.</summary>
    public string HolderId { get; }

    /// <summary>The route of what it answers.</summary>
    public string Route { get; }

    /// <summary>Whether it answers every request in the background instead of some to the callers.</summary>
    public bool IsShadow { get; }

    /// <summary>What it could not answer.</summary>
    public ArmTally Tally { get; }

    /// <summary>Whether a request is the candidate's. Allocates nothing.</summary>
    /// <param name="key">The routing key, or the request's identifier.</param>
    public bool Takes(string key) => Takes(PlaceOf(key));

    /// <summary>Whether a place is the candidate's.</summary>
    /// <param name="place">Between 0 and 1.</param>
    public bool Takes(double place) => !IsShadow && place >= _from && place < _to;

    /// <summary>The route by which the stable version answers a place that is no arm's: as a part of a test, or beside it.</summary>
    /// <param name="place">Between 0 and 1.</param>
    public string StableRoute(double place) => place < _champion ? InstanceScorer.Champion : InstanceScorer.Production;

    /// <summary>
    /// The place of a key between 0 and 1, the same throughout a roll-out or a test: so whoever is below a share is below each larger one too.
    /// </summary>
    /// <param name="key">The routing key, or the request's identifier.</param>
    public double PlaceOf(string key)
    {
        // Similar keys, as numbers in a row, lie close together before this.
        ulong hash = Mix(_salt, key);
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        hash ^= hash >> 31;
        return (hash >> 11) * (1.0 / (1UL << 53));
    }

    // FNV-1a over the characters: the same on every machine and in every run, which string.GetHashCode is not.
    private static ulong Mix(ulong hash, string text)
    {
        foreach (char character in text)
        {
            hash = (hash ^ (byte)character) * Prime;
            hash = (hash ^ (byte)(character >> 8)) * Prime;
        }

        return hash;
    }
}
