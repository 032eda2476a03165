namespace MlOpsDashboard.Core.Deployments;

/// <summary>Who has a model's traffic: one roll-out or one A/B test. The key is the model, so that the database itself keeps a second one out.</summary>
internal sealed class TrafficClaim
{
    /// <summary>A roll-out's claim.</summary>
    public const string Rollout = "rollout";

    /// <summary>An A/B test's claim.</summary>
    public const string AbTest = "ab_test";

    /// <summary>The model.</summary>
    public required string ModelName { get; init; }

    /// <summary>What has it.</summary>
    public required string Kind { get; init; }

    /// <summary>Its identifier.</summary>
    public required string HolderId { get; init; }
}
