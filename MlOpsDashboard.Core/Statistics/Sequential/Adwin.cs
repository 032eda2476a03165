namespace MlOpsDashboard.Core.Statistics.Sequential;

/// <summary>
/// Adaptive windowing (Bifet and Gavaldà 2007, SIAM International Conference on Data Mining, 443): a window that grows while its mean stays, and
/// loses its oldest part as soon as two parts of it differ by more than chance allows. It is kept as sums over runs of 1, 2, 4, … values
/// (Babcock et al. 2003, PODS, 234), so that 100,000 values take a hundred numbers.
/// </summary>
/// <remarks>
/// Every border between two sums is tried as a cut. Older versions of river left out the last sum of each run length (its issues 1539 and 1614)
/// and so found some changes one check later; this follows the corrected loop, which river has today.
/// </remarks>
internal sealed class Adwin : ChangeDetector
{
    private readonly double _delta;
    private readonly int _clock;
    private readonly int _mostBuckets;
    private readonly int _leastPart;
    private readonly int _grace;
    private readonly List<Row> _rows = [];
    private double _width;
    private double _total;
    private double _squares;
    private int _tick;

    /// <summary>Makes a detector.</summary>
    /// <param name="delta">The chance of a cut where nothing has changed, at each check.</param>
    /// <param name="clock">Looks for a change after every so many values.</param>
    /// <param name="mostBuckets">Sums of each length; with one more, the two oldest become one of twice the length.</param>
    /// <param name="leastPart">Values that each side of a cut must have.</param>
    /// <param name="grace">Does not look before there are more values than this.</param>
    public Adwin(double delta = 0.002, int clock = 32, int mostBuckets = 5, int leastPart = 5, int grace = 10)
    {
        (_delta, _clock, _mostBuckets, _leastPart, _grace) = (delta, clock, mostBuckets, leastPart, grace);
        Reset();
    }

    /// <summary>Values in the window.</summary>
    public long Width => (long)_width;

    /// <summary>The mean of the window; 0 when it is empty.</summary>
    public double Mean => _width == 0 ? 0 : _total / _width;

    /// <inheritdoc/>
    protected override void Reset()
    {
        _rows.Clear();
        _rows.Add(new Row(_mostBuckets));
        (_width, _total, _squares, _tick) = (0, 0, 0, 0);
    }

    /// <inheritdoc/>
    protected override ChangeState Step(double value)
    {
        Insert(value);
        _tick++;
        bool changed = false;
        while (_tick % _clock == 0 && (changed || _width > _grace) && HasCut())
        {
            DropOldest();
            changed = true;
        }

        return changed ? ChangeState.Drift : ChangeState.None;
    }

    private void Insert(double value)
    {
        _rows[0].Push(value, 0);
        if (_width > 0)
        {
            double apart = value - (_total / _width);
            _squares += _width * apart * apart / (_width + 1);
        }

        _width++;
        _total += value;
        for (int i = 0; _rows[i].Count > _mostBuckets; i++)
        {
            Merge(i);
        }
    }

    // The two oldest sums of a length become one of twice the length.
    private void Merge(int i)
    {
        if (i + 1 == _rows.Count)
        {
            _rows.Add(new Row(_mostBuckets));
        }

        Row row = _rows[i];
        double length = Length(i);
        double apart = (row.Totals[0] / length) - (row.Totals[1] / length);
        _rows[i + 1].Push(row.Totals[0] + row.Totals[1], row.Squares[0] + row.Squares[1] + (length / 2 * apart * apart));
        row.RemoveFirst(2);
    }

    private bool HasCut()
    {
        (double oldCount, double oldTotal) = (0, 0);
        (double newCount, double newTotal) = (_width, _total);
        for (int i = _rows.Count - 1; i >= 0; i--)
        {
            double length = Length(i);
            for (int k = 0; k < _rows[i].Count; k++)
            {
                double total = _rows[i].Totals[k];
                (oldCount, oldTotal) = (oldCount + length, oldTotal + total);
                (newCount, newTotal) = (newCount - length, newTotal - total);
                if (oldCount >= _leastPart && newCount >= _leastPart && Differ(oldCount, newCount, (oldTotal / oldCount) - (newTotal / newCount)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool Differ(double oldCount, double newCount, double gap)
    {
        double log = Math.Log(2 * Math.Log(_width) / _delta);
        double size = (1 / (oldCount - _leastPart + 1)) + (1 / (newCount - _leastPart + 1));
        double chance = Math.Sqrt(2 * size * (Math.Max(0, _squares) / _width) * log) + (2.0 / 3 * log * size);
        return Math.Abs(gap) > chance;
    }

    private void DropOldest()
    {
        int last = _rows.Count - 1;
        Row row = _rows[last];
        double length = Length(last);
        (double total, double squares) = (row.Totals[0], row.Squares[0]);
        _width -= length;
        _total -= total;
        double apart = (total / length) - (_total / _width);
        _squares -= squares + (length * _width * apart * apart / (length + _width));
        row.RemoveFirst(1);
        if (row.Count == 0)
        {
            _rows.RemoveAt(last);
        }
    }

    private static double Length(int row) => 1L << row;

    /// <summary>Sums over runs of one length, the oldest first.</summary>
    private sealed class Row(int most)
    {
        public double[] Totals { get; } = new double[most + 1];

        public double[] Squares { get; } = new double[most + 1];

        public int Count { get; private set; }

        public void Push(double total, double squares)
        {
            (Totals[Count], Squares[Count]) = (total, squares);
            Count++;
        }

        public void RemoveFirst(int buckets)
        {
            Array.Copy(Totals, buckets, Totals, 0, Count - buckets);
            Array.Copy(Squares, buckets, Squares, 0, Count - buckets);
            Count -= buckets;
        }
    }
}
