namespace MlOpsDashboard.Core.Retraining;

/// <summary>What becomes of a challenger that has passed.</summary>
public enum RetrainingFollowUp
{
    /// <summary>It is a version in the registry, and nothing else.</summary>
    Register,

    /// <summary>It goes into production.</summary>
    Promote,
}
