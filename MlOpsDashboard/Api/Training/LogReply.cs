using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Api.Training;

/// <summary>Lines of a job's log, and the number to ask after next.</summary>
internal sealed record LogReply(IReadOnlyList<LogLineReply> Lines, long Next)
{
    public static LogReply Of(IReadOnlyList<TrainingLogLine> lines, long after) =>
        new([.. lines.Select(LogLineReply.Of)], lines.Count == 0 ? after : lines[^1].Seq);
}
