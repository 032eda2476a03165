using System.Collections.Concurrent;

namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>
/// Finds the series of a measurement by its tags as they came, without making a <see cref="LabelSet"/>, which a busy
/// instrument would do tens of thousands of times a second. Safe for concurrent measurements.
/// </summary>
internal sealed class SeriesCache
{
    // As many as a family can have; what comes later takes the long way.
    private const int MostEntries = MetricFamily.MostSeries;

    private readonly ConcurrentDictionary<int, Entry> _entries = new();

    /// <summary>The series that was remembered for these tags, or null.</summary>
    /// <param name="tags">Names and values, in the order of the measurement.</param>
    public Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _entries.TryGetValue(Hash(tags), out Entry? entry) && entry.Fits(tags) ? entry.Series : null;

    /// <summary>Remembers the series of tags; of two with one hash the first stays.</summary>
    /// <param name="tags">Names and values, in the order of the measurement.</param>
    /// <param name="series">Their series.</param>
    public void Remember(ReadOnlySpan<KeyValuePair<string, object?>> tags, Series series)
    {
        if (_entries.Count < MostEntries)
        {
            _entries.TryAdd(Hash(tags), new Entry(tags.ToArray(), series));
        }
    }

    /// <summary>Forgets everything, because series were removed.</summary>
    public void Clear() => _entries.Clear();

    private static int Hash(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = new HashCode();
        foreach ((string name, object? value) in tags)
        {
            hash.Add(name.Length);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    private sealed class Entry(KeyValuePair<string, object?>[] tags, Series series)
    {
        public Series Series => series;

        public bool Fits(ReadOnlySpan<KeyValuePair<string, object?>> others)
        {
            if (others.Length != tags.Length)
            {
                return false;
            }

            for (int i = 0; i < tags.Length; i++)
            {
                if (tags[i].Key != others[i].Key || !Equals(tags[i].Value, others[i].Value))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
