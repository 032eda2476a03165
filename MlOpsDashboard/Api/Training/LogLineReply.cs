using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Api.Training;

/// <summary>A line of a job's log.</summary>
public sealed record LogLineReply(long Seq, DateTimeOffset At, string Level, string Message)
{
    internal static LogLineReply Of(TrainingLogLine line) => new(line.Seq, line.At, line.Level, line.Message);
}
