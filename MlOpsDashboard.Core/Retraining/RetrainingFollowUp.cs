namespace MlOpsDashboard.Core.Retraining;

/// <summary>What becomes of a challenger that has passed.</summary>
public enum RetrainingFollowUp
{
    /// <summary>It is a version in the registry, and nothing else.</summary>
    Register,

    /// <summary>It answers in the background, where its answers are compared: a shadow.</summary>
    Shadow,

    /// <summary>It takes over step by step, watched: a canary with the usual steps.</summary>
    Canary,

    /// <summary>It is compared with the champion on live traffic: an A/B test with the usual settings.</summary>
    AbTest,

    /// <summary>It goes into production.</summary>
    Promote,
}
