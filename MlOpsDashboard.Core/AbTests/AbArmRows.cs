using System.Runtime.InteropServices;
using MlOpsDashboard.Core.Statistics;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>The requests of one arm of a test, in the order of the log.</summary>
internal sealed class AbArmRows
{
    private readonly List<AbObservation> _rows = [];
    private readonly HashSet<ulong> _units = [];
    private readonly List<long> _delays = [];
    private long _alone;
    private bool _sorted = true;

    /// <summary>The requests.</summary>
    public ReadOnlySpan<AbObservation> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>How many there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Different callers.</summary>
    public long Units => _units.Count + _alone;

    /// <summary>Requests whose label is known.</summary>
    public int Labelled => _delays.Count;

    /// <summary>Their latencies in milliseconds.</summary>
    public MeanSummary Latency { get; private set; }

    /// <summary>Adds a request, which comes after the others in the log.</summary>
    public void Add(AbObservation row, double latencyMs)
    {
        _rows.Add(row);
        Latency = Latency.Add(latencyMs);
        _alone += row.Unit == 0 ? 1 : 0;
        if (row.Unit != 0)
        {
            _units.Add(row.Unit);
        }
    }

    /// <summary>Notes the value of a request, once.</summary>
    /// <param name="id">The request's place in the log.</param>
    /// <param name="value">Its value.</param>
    /// <param name="at">When it came, UTC ticks.</param>
    public void Label(long id, double value, long at)
    {
        int place = PlaceOf(id);
        if (place < 0 || !double.IsNaN(_rows[place].Value))
        {
            return;
        }

        AbObservation row = _rows[place];
        long delay = Math.Max(0, at - row.At);
        _rows[place] = row with { Value = value, Delay = delay };
        _delays.Add(delay);
        _sorted = false;
    }

    /// <summary>The time by which a share of the labels that came so far had come, in ticks; 0 without any.</summary>
    /// <param name="share">The share.</param>
    public long DelayOf(double share)
    {
        if (_delays.Count == 0)
        {
            return 0;
        }

        if (!_sorted)
        {
            _delays.Sort();
            _sorted = true;
        }

        return _delays[Math.Clamp((int)Math.Ceiling(share * _delays.Count) - 1, 0, _delays.Count - 1)];
    }

    private int PlaceOf(long id)
    {
        (int low, int high) = (0, _rows.Count - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_rows[middle].Id == id)
            {
                return middle;
            }

            (low, high) = _rows[middle].Id < id ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
