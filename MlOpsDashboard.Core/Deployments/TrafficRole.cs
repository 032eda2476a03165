namespace MlOpsDashboard.Core.Deployments;

/// <summary>What a version does in a model's traffic.</summary>
public enum TrafficRole
{
    /// <summary>It is in production.</summary>
    Stable,

    /// <summary>It has a share beside the stable version.</summary>
    Candidate,

    /// <summary>It is in an A/B test beside the stable version.</summary>
    Challenger,

    /// <summary>It answers in the background.</summary>
    Shadow,

    /// <summary>It is being checked, and is to take over at once.</summary>
    Green,
}
