namespace MlOpsDashboard.Core.Statistics.Sketches;

/// <summary>Counts distinct numbers exactly, as long as they are few.</summary>
/// <param name="most">With more than so many it gives up.</param>
public sealed class ValueCounts(int most)
{
    private SortedDictionary<double, long>? _counts = [];

    /// <summary>Each value with its count, ascending; null when there were too many.</summary>
    public IReadOnlyDictionary<double, long>? Counts => _counts;

    /// <summary>Counts a value.</summary>
    /// <param name="value">No NaN.</param>
    /// <param name="times">How often.</param>
    public void Add(double value, long times = 1)
    {
        if (_counts is null)
        {
            return;
        }

        _counts[value] = _counts.GetValueOrDefault(value) + times;
        if (_counts.Count > most)
        {
            _counts = null;
        }
    }

    /// <summary>Counts another one's values.</summary>
    /// <param name="other">Stays as it is.</param>
    public void Add(ValueCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._counts is null)
        {
            GiveUp();
            return;
        }

        foreach ((double value, long times) in other._counts)
        {
            Add(value, times);
        }
    }

    /// <summary>Counts no more, as when there are too many.</summary>
    public void GiveUp() => _counts = null;
}
