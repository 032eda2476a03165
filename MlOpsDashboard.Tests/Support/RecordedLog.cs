using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Tests.Support;

/// <summary>Keeps the log lines of a program under test, so that a test can ask for what went wrong.</summary>
internal sealed class RecordedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    /// <summary>The lines from a level on, oldest first.</summary>
    public IReadOnlyList<string> From(LogLevel level) =>
        [.. _lines.Where(line => line.Level >= level).Select(line => line.Text)];

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName, _lines);

    /// <inheritdoc />
    public void Dispose() => _lines.Clear();

    private sealed class Recorder(string category, ConcurrentQueue<(LogLevel Level, string Text)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((logLevel, $"{logLevel} {category}: {formatter(state, exception)} {exception}"));
    }
}
