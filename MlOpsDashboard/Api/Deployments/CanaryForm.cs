using MlOpsDashboard.Core.Deployments;

namespace MlOpsDashboard.Api.Deployments;

/// <summary>How a canary goes on; what is left out is as usual.</summary>
internal sealed record CanaryForm
{
    /// <inheritdoc cref="CanarySettings.Steps"/>
    public IReadOnlyList<double>? Steps { get; init; }

    /// <inheritdoc cref="CanarySettings.StepSeconds"/>
    public double? StepSeconds { get; init; }

    /// <inheritdoc cref="CanarySettings.MinSamples"/>
    public int? MinSamples { get; init; }

    /// <inheritdoc cref="CanarySettings.MaxErrorRate"/>
    public double? MaxErrorRate { get; init; }

    /// <inheritdoc cref="CanarySettings.MaxLatencyP99Ms"/>
    public double? MaxLatencyP99Ms { get; init; }

    /// <summary>The settings.</summary>
    public CanarySettings ToSettings()
    {
        var usual = new CanarySettings();
        return new CanarySettings
        {
            Steps = Steps ?? usual.Steps,
            StepSeconds = StepSeconds ?? usual.StepSeconds,
            MinSamples = MinSamples ?? usual.MinSamples,
            MaxErrorRate = MaxErrorRate ?? usual.MaxErrorRate,
            MaxLatencyP99Ms = MaxLatencyP99Ms,
        };
    }

    /// <summary>The settings as they are told.</summary>
    /// <param name="canary">The settings.</param>
    public static CanaryForm Of(CanarySettings canary) => new()
    {
        Steps = canary.Steps,
        StepSeconds = canary.StepSeconds,
        MinSamples = canary.MinSamples,
        MaxErrorRate = canary.MaxErrorRate,
        MaxLatencyP99Ms = canary.MaxLatencyP99Ms,
    };
}
