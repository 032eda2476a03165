using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Deployments;

namespace MlOpsDashboard.Api.Deployments;

/// <summary>Which version shall take over, and how.</summary>
internal sealed record DeployForm
{
    /// <summary>The candidate: <c>name:version</c> or <c>name:stage</c>.</summary>
    public string? ModelId { get; init; }

    /// <summary>How it takes over.</summary>
    public RolloutStrategy? Strategy { get; init; }

    /// <summary>For a canary: how it goes on.</summary>
    public CanaryForm? Canary { get; init; }

    /// <summary>Why.</summary>
    public string? Comment { get; init; }

    /// <summary>What is asked of the service.</summary>
    /// <exception cref="InvalidException">Something is missing.</exception>
    public RolloutRequest ToRequest() => new(
        ModelId ?? throw new InvalidException("model_id", "model_id is missing."),
        Strategy ?? throw new InvalidException("strategy", "strategy is missing: direct, blue_green, canary or shadow."),
        Canary?.ToSettings(),
        Comment);
}
