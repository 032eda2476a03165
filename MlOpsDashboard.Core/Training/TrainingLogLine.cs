namespace MlOpsDashboard.Core.Training;

/// <summary>A line that a job wrote about its work.</summary>
public sealed class TrainingLogLine
{
    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>Counted from 1 without gaps.</summary>
    public required long Seq { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><c>info</c>, <c>warning</c> or <c>error</c>.</summary>
    public required string Level { get; init; }

    /// <summary>A sentence.</summary>
    public required string Message { get; init; }
}
