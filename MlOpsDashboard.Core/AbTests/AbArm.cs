namespace MlOpsDashboard.Core.AbTests;

/// <summary>What one version did in a test.</summary>
public sealed record AbArm
{
    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>Its planned share of the requests that take part.</summary>
    public required double Share { get; init; }

    /// <summary>Requests that it was given.</summary>
    public long Requests { get; init; }

    /// <summary>Those that it could not answer.</summary>
    public long Errors { get; init; }

    /// <summary>Callers that it was given: different routing keys, and requests without one.</summary>
    public long Units { get; init; }

    /// <summary>Requests whose label is known.</summary>
    public long Labelled { get; init; }

    /// <summary>Requests that are old enough to be compared.</summary>
    public long Mature { get; init; }

    /// <summary>Values that are compared.</summary>
    public long Compared { get; init; }

    /// <summary>The share of the requests that are old enough whose label came in time; null before there is one.</summary>
    public double? Coverage { get; init; }

    /// <summary>The metric's mean; null without a value.</summary>
    public double? Mean { get; init; }

    /// <summary>The metric's standard deviation; null without two values.</summary>
    public double? Deviation { get; init; }

    /// <summary>The mean latency in milliseconds; null without an answer.</summary>
    public double? LatencyMs { get; init; }
}
