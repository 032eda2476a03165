using MlOpsDashboard.Core.Logs;

namespace MlOpsDashboard.Api.Logs;

/// <summary>A log line.</summary>
internal sealed record LogReply(
    long Seq,
    DateTimeOffset At,
    string Level,
    string Category,
    string? Event,
    string Message,
    string? TraceId,
    string? SpanId,
    string? RequestId,
    string? JobId,
    string? Exception,
    IReadOnlyDictionary<string, string> Values)
{
    /// <summary>What the REST interface says of a line.</summary>
    public static LogReply Of(LogRecord record) => new(
        record.Seq,
        record.At,
        LogLevels.NameOf(record.Level),
        record.Category,
        record.Event,
        record.Message,
        record.TraceId,
        record.SpanId,
        record.RequestId,
        record.JobId,
        record.Exception,
        new Dictionary<string, string>(record.Values, StringComparer.Ordinal));
}
