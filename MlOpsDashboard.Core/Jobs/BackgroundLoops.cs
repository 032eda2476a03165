using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Core.Jobs;

/// <summary>Which of the <see cref="BackgroundLoop"/>s have fallen, and when. Safe for concurrent calls.</summary>
/// <param name="clock">Gives the times.</param>
/// <param name="logger">Told of each fall.</param>
public sealed partial class BackgroundLoops(TimeProvider clock, ILogger<BackgroundLoops> logger)
{
    /// <summary>For so long a fall is told of.</summary>
    internal static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Fall> _falls = new(StringComparer.Ordinal);

    /// <summary>The loops that have fallen within the last minute or lie still, by name, and whether each lies still.</summary>
    internal IReadOnlyList<(string Name, bool Lies, string Reason)> Recent =>
    [
        .. _falls.Where(item => item.Value.Lies || clock.GetUtcNow() - item.Value.At < Remembered)
            .Select(item => (item.Key, item.Value.Lies, item.Value.Reason))
            .OrderBy(item => item.Key, StringComparer.Ordinal),
    ];

    internal void Fell(string name, Exception fault, TimeSpan pause)
    {
        _falls[name] = new Fall(clock.GetUtcNow(), fault.GetType().Name, Lies: true);
        LogFell(fault, name, pause.TotalSeconds);
    }

    internal void Rose(string name)
    {
        if (_falls.TryGetValue(name, out Fall? fall))
        {
            _falls[name] = fall with { Lies = false };
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Loop} has ended by a fault of its own; it begins again in {Seconds} s")]
    private partial void LogFell(Exception fault, string loop, double seconds);

    private sealed record Fall(DateTimeOffset At, string Reason, bool Lies);
}
