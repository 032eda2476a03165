using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>The version beside the one in production while a roll-out goes on, loaded, and what it gets. Immutable but for its counts.</summary>
internal sealed class CandidateArm
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const double Percent = 100;

    private readonly ulong _salt;
    private readonly double _share;

    /// <summary>Makes ready what each request asks.</summary>
    /// <param name="model">The candidate.</param>
    /// <param name="plan">What it gets.</param>
    /// <param name="tally">What it could not answer.</param>
    public CandidateArm(ServedModel model, TrafficPlan plan, ArmTally tally)
    {
        Model = model;
        Tally = tally;
        IsShadow = plan.Shadow;
        RolloutId = plan.Salt;
        _share = plan.Share / Percent;
        _salt = Mix(Basis, plan.Salt);
    }

    /// <summary>The candidate.</summary>
    public ServedModel Model { get; }

    /// <summary>The roll-out.</summary>
    public string RolloutId { get; }

    /// <summary>Whether it answers every request in the background instead of some to the callers.</summary>
    public bool IsShadow { get; }

    /// <summary>What it could not answer.</summary>
    public ArmTally Tally { get; }

    /// <summary>
    /// Whether a request is the candidate's. The same key has the same place between 0 and 1 throughout a roll-out, so whoever is below a
    /// share is below each larger one too. Allocates nothing.
    /// </summary>
    /// <param name="key">The routing key, or the request's identifier.</param>
    public bool Takes(string key) => !IsShadow && Place(key) < _share;

    private double Place(string key)
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
