namespace MlOpsDashboard.Core.Deployments;

/// <summary>How a version takes over from the one in production.</summary>
public enum RolloutStrategy
{
    /// <summary>At once, after it was loaded and has answered a row.</summary>
    Direct,

    /// <summary>At once, after it was loaded and has answered recorded requests; the former version stays loaded.</summary>
    BlueGreen,

    /// <summary>Step by step, watched; back at once when it does worse.</summary>
    Canary,

    /// <summary>Not yet: it answers in the background, and its answers are compared.</summary>
    Shadow,
}
