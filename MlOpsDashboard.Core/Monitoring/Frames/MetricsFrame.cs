using MlOpsDashboard.Core.Monitoring.Traffic;

namespace MlOpsDashboard.Core.Monitoring.Frames;

/// <summary>One second of the program's life.</summary>
public sealed record MetricsFrame
{
    /// <summary>The second's end, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The traffic, by model version and route; those without any are left out.</summary>
    public required IReadOnlyList<TrafficPoint> Traffic { get; init; }

    /// <summary>How the process did.</summary>
    public required SystemPoint System { get; init; }

    /// <summary>Training jobs that run in this process.</summary>
    public required int TrainingJobs { get; init; }

    /// <summary>Predictions that are answered but not yet in the database.</summary>
    public required long LogQueue { get; init; }
}
