using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Drift.Segments;

/// <summary>One part of the traffic.</summary>
public sealed record SegmentDrift
{
    /// <summary>The value of the column; null for missing.</summary>
    public required string? Value { get; init; }

    /// <summary>Predictions of the part.</summary>
    public required int Rows { get; init; }

    /// <summary>Training rows of the part.</summary>
    public required int ReferenceRows { get; init; }

    /// <summary>What its rows say.</summary>
    public required DriftVerdict Verdict { get; init; }

    /// <summary>The share of the compared features that have drifted; null without a verdict.</summary>
    public double? ShareDrifted { get; init; }

    /// <summary>The features that have drifted, the most suspicious first.</summary>
    public IReadOnlyList<string> Drifted { get; init; } = [];

    /// <summary>Labelled predictions of the part.</summary>
    public required int Labelled { get; init; }

    /// <summary>The quality with its 95 % interval; null with too few labelled predictions.</summary>
    public Interval? Quality { get; init; }
}
