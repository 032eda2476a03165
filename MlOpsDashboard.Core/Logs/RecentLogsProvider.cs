using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MlOpsDashboard.Core.Logs;

/// <summary>Hears every logger and keeps what it says. Levels are those of <c>Logging:LogLevel</c>, or <c>Logging:Recent:LogLevel</c>.</summary>
/// <param name="logs">Keeps the lines.</param>
/// <param name="clock">Tells when a line was written.</param>
[ProviderAlias("Recent")]
internal sealed class RecentLogsProvider(RecentLogs logs, TimeProvider clock) : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentDictionary<string, Recorder> _recorders = new(StringComparer.Ordinal);
    private IExternalScopeProvider? _scopes;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => _recorders.GetOrAdd(categoryName, name => new Recorder(name, this));

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <inheritdoc/>
    public void Dispose() => _recorders.Clear();

    private sealed class Recorder(string category, RecentLogsProvider owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => owner._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Keep(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter));
    }

    private void Keep<TState>(in LogEntry<TState> entry) => logs.Add(LogReading.Read(entry, _scopes, clock.GetUtcNow()));
}
