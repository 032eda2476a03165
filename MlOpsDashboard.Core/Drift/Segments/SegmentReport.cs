namespace MlOpsDashboard.Core.Drift.Segments;

/// <summary>The drift and the quality of parts of the traffic.</summary>
public sealed record SegmentReport
{
    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version in production.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>The column whose values make the parts.</summary>
    public required string Column { get; init; }

    /// <summary>The columns that could.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Predictions that were looked at: the latest.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows, and labelled predictions, that a part needs.</summary>
    public required int NeededRows { get; init; }

    /// <summary>The chance that any part alarms although nothing has changed.</summary>
    public required double FalseAlarmRate { get; init; }

    /// <summary>What the quality is told in: <c>accuracy</c> or <c>rmse</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The parts, the largest first.</summary>
    public required IReadOnlyList<SegmentDrift> Segments { get; init; }

    /// <summary>Parts that are not shown: the smallest.</summary>
    public int Left { get; init; }
}
