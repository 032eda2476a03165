using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Core.Logs;

/// <summary>One line of the program's log, with what was going on when it was written. It holds no secrets: see <see cref="SecretFilter"/>.</summary>
public sealed record LogRecord
{
    /// <summary>Ascending in the order of writing, from 1; 0 for one that is not kept.</summary>
    public long Seq { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How bad it is.</summary>
    public required LogLevel Level { get; init; }

    /// <summary>The part of the program that wrote it: a namespace and a type.</summary>
    public required string Category { get; init; }

    /// <summary>The event's name within its category; null when it has none.</summary>
    public string? Event { get; init; }

    /// <summary>The sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The trace that it belongs to, 32 hexadecimal digits (W3C Trace Context); null outside of any.</summary>
    public string? TraceId { get; init; }

    /// <summary>The span within the trace, 16 hexadecimal digits.</summary>
    public string? SpanId { get; init; }

    /// <summary>The HTTP request that it belongs to; null outside of any.</summary>
    public string? RequestId { get; init; }

    /// <summary>The background job that it belongs to or speaks of; null for none.</summary>
    public string? JobId { get; init; }

    /// <summary>The exception with its stack; null when there was none.</summary>
    public string? Exception { get; init; }

    /// <summary>The values in the sentence, and of what surrounds it (such as <c>RequestPath</c>), by name.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Values { get; init; }

    /// <summary>About how many characters it holds.</summary>
    internal int Size => 200 + Message.Length + Category.Length + (Exception?.Length ?? 0) + Values.Sum(pair => pair.Key.Length + pair.Value.Length);
}
