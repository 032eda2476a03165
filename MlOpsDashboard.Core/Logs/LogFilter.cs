using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Core.Logs;

/// <summary>Which log lines are wanted. Everything that is given must hold; null and empty ask for nothing.</summary>
public sealed record LogFilter
{
    /// <summary>The least level.</summary>
    public LogLevel Level { get; init; } = LogLevel.Trace;

    /// <summary>Words that stand together in the sentence, the exception, a value or an identifier, in any case.</summary>
    public string? Text { get; init; }

    /// <summary>A part of the category, in any case.</summary>
    public string? Category { get; init; }

    /// <summary>The identifier of a trace or of a request.</summary>
    public string? Trace { get; init; }

    /// <summary>The identifier of a job.</summary>
    public string? Job { get; init; }

    /// <summary>Whether a line is wanted.</summary>
    /// <param name="record">The line.</param>
    public bool Matches(LogRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Level >= Level
            && (string.IsNullOrEmpty(Trace) || record.TraceId == Trace || record.RequestId == Trace)
            && (string.IsNullOrEmpty(Job) || record.JobId == Job)
            && (string.IsNullOrEmpty(Category) || Has(record.Category, Category))
            && (string.IsNullOrEmpty(Text) || HasText(record, Text));
    }

    private static bool HasText(LogRecord record, string text) =>
        Has(record.Message, text)
        || (record.Exception is { } exception && Has(exception, text))
        || new[] { record.TraceId, record.RequestId, record.JobId }.Any(id => id is not null && Has(id, text))
        || record.Values.Any(pair => Has(pair.Value, text));

    private static bool Has(string whole, string part) => whole.Contains(part, StringComparison.OrdinalIgnoreCase);
}
