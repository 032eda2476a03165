using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MlOpsDashboard.Core.Logs;

/// <summary>Makes a <see cref="LogRecord"/> of what a logger was given: bounded, as text, and without secrets.</summary>
internal static class LogReading
{
    private const int LongestMessage = 4_000;
    private const int LongestException = 16_000;
    private const int LongestValue = 1_000;
    private const int MostValues = 32;
    private const string Template = "{OriginalFormat}";

    /// <summary>Reads an entry.</summary>
    /// <param name="entry">What the logger was given.</param>
    /// <param name="scopes">What surrounds it; null for nothing.</param>
    /// <param name="at">When.</param>
    public static LogRecord Read<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, DateTimeOffset at)
    {
        var values = new List<KeyValuePair<string, string>>();
        if (entry.State is IEnumerable<KeyValuePair<string, object?>> own)
        {
            AddAll(values, own);
        }

        scopes?.ForEachScope(
            static (scope, found) =>
            {
                if (scope is IEnumerable<KeyValuePair<string, object?>> pairs)
                {
                    AddAll(found, pairs);
                }
            },
            values);
        Activity? activity = Activity.Current;
        bool traced = activity is { IdFormat: ActivityIdFormat.W3C };
        return new LogRecord
        {
            At = at,
            Level = entry.LogLevel,
            Category = entry.Category,
            Event = entry.EventId.Name,
            Message = Clean(entry.Formatter(entry.State, entry.Exception), LongestMessage),
            TraceId = traced ? activity!.TraceId.ToHexString() : null,
            SpanId = traced ? activity!.SpanId.ToHexString() : null,
            RequestId = Take(values, "RequestId"),
            JobId = Take(values, LogScopes.JobId),
            Exception = entry.Exception is { } exception ? Clean(exception.ToString(), LongestException) : null,
            Values = values,
        };
    }

    private static void AddAll(List<KeyValuePair<string, string>> values, IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        foreach ((string name, object? value) in pairs)
        {
            // The trace has fields of its own; the same name further out is the same thing.
            if (name is Template or "TraceId" or "SpanId" or "ParentId" or "ConnectionId" || values.Count >= MostValues || values.Exists(pair => pair.Key == name))
            {
                continue;
            }

            string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            values.Add(new(name, SecretFilter.IsSecret(name) ? SecretFilter.Hidden : Clean(text, LongestValue)));
        }
    }

    private static string? Take(List<KeyValuePair<string, string>> values, string name)
    {
        int index = values.FindIndex(pair => pair.Key == name);
        if (index < 0)
        {
            return null;
        }

        string value = values[index].Value;
        values.RemoveAt(index);
        return value;
    }

    private static string Clean(string text, int longest) =>
        SecretFilter.Clean(text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…"));
}
