using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace MlOpsDashboard.Core.Logs;

/// <summary>Writes each log line of the console as one JSON object, with the fields of <c>GET /api/logs</c>.</summary>
/// <param name="clock">Tells when a line was written.</param>
internal sealed class JsonLineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    /// <summary>The formatter's name among those of the console.</summary>
    public const string FormatterName = "mlops-json";

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArgumentNullException.ThrowIfNull(textWriter);
        LogRecord record = LogReading.Read(logEntry, scopeProvider, clock.GetUtcNow());
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, s_options))
        {
            Write(json, record);
        }

        textWriter.Write(Encoding.UTF8.GetString(bytes.WrittenSpan));
        textWriter.Write('\n');
    }

    private static void Write(Utf8JsonWriter json, LogRecord record)
    {
        json.WriteStartObject();
        json.WriteString("at", record.At.UtcDateTime);
        json.WriteString("level", LogLevels.NameOf(record.Level));
        json.WriteString("category", record.Category);
        WriteIf(json, "event", record.Event);
        json.WriteString("message", record.Message);
        WriteIf(json, "trace_id", record.TraceId);
        WriteIf(json, "span_id", record.SpanId);
        WriteIf(json, "request_id", record.RequestId);
        WriteIf(json, "job_id", record.JobId);
        WriteIf(json, "exception", record.Exception);
        if (record.Values.Count > 0)
        {
            json.WriteStartObject("values");
            foreach ((string name, string value) in record.Values)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteIf(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
