using System.Collections.Concurrent;

namespace MlOpsDashboard.Core.Alerts;

/// <summary>What the rules read last, in memory: a value that changes every ten seconds is not worth a row of the database.</summary>
internal sealed class AlertReadings
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, IReadOnlyList<AlertObservation> Seen)> _rules = new(StringComparer.Ordinal);

    /// <summary>Takes over what a rule has read.</summary>
    public void Set(string rule, DateTimeOffset at, IReadOnlyList<AlertObservation> seen) => _rules[rule] = (at, seen);

    /// <summary>What a rule has read last; no time before its first look.</summary>
    public (DateTimeOffset? At, IReadOnlyList<AlertObservation> Seen) Of(string rule) =>
        _rules.TryGetValue(rule, out var known) ? (known.At, known.Seen) : (null, []);

    /// <summary>Forgets rules that are gone.</summary>
    public void Keep(IReadOnlySet<string> rules)
    {
        foreach (string gone in _rules.Keys.Where(rule => !rules.Contains(rule)))
        {
            _rules.TryRemove(gone, out _);
        }
    }
}
