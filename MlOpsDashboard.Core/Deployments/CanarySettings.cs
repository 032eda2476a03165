namespace MlOpsDashboard.Core.Deployments;

/// <summary>How a canary goes on. Immutable.</summary>
public sealed record CanarySettings
{
    /// <summary>The candidate's shares of the traffic in percent, rising; the last is 100, at which it goes into production.</summary>
    public IReadOnlyList<double> Steps { get; init; } = [5, 25, 50, 100];

    /// <summary>How long each step lasts at least.</summary>
    public double StepSeconds { get; init; } = 300;

    /// <summary>How many requests the candidate must have answered in each step.</summary>
    public int MinSamples { get; init; } = 200;

    /// <summary>The share of requests that the candidate may fail.</summary>
    public double MaxErrorRate { get; init; } = 0.01;

    /// <summary>How long 99 of 100 answers of the candidate may take, in milliseconds; null for no longer than those of the stable version alone.</summary>
    public double? MaxLatencyP99Ms { get; init; }
}
