namespace MlOpsDashboard.Core.Statistics.Sketches;

/// <summary>
/// The distribution of any number of values in a bounded room: the sketch of Karnin, Lang and Liberty 2016 (Optimal quantile approximation in
/// streams, FOCS), with the lazy compaction of Ivkin and others 2019 (arXiv:1907.00236). Up to <see cref="Size"/> values are kept as they are;
/// beyond, the value at position h of its levels stands for 2^h. Sketches of the same size merge, in any order, with the same error: with
/// <see cref="UsualSize"/> the distribution function is nowhere off by more than <see cref="UsualError"/> (the largest of 1,000 sketches in the tests was
/// less). The same values in the same order and the same seed give the same sketch. Used by one caller at a time.
/// </summary>
public sealed class QuantileSketch
{
    /// <summary>The usual size: some 3,000 values are kept at most.</summary>
    public const int UsualSize = 1024;

    /// <summary>How far the distribution function of the usual size may be off.</summary>
    public const double UsualError = 0.005;

    private const double Shrink = 2.0 / 3;
    private const int LeastRoom = 32;

    private readonly List<SketchLevel> _levels = [new()];
    private uint _coin = 0x9E3779B9;
    private int _kept;
    private int _room;

    /// <summary>Makes an empty sketch.</summary>
    /// <param name="size">The room of its highest level.</param>
    /// <param name="seed">Differs between sketches that will be merged, so that their errors do not add up.</param>
    public QuantileSketch(int size = UsualSize, uint seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, LeastRoom);
        Size = size;
        _coin = (_coin ^ seed) | 1;
        _room = Room();
    }

    /// <summary>The room of the highest level.</summary>
    public int Size { get; }

    /// <summary>Values counted.</summary>
    public long Count { get; private set; }

    /// <summary>The values that are kept.</summary>
    public int Kept => _kept;

    /// <summary>Whether all values are kept as they were.</summary>
    public bool IsExact => _levels.Count == 1;

    /// <summary>Counts a value.</summary>
    /// <param name="value">No NaN.</param>
    public void Add(double value)
    {
        _levels[0].Append(value);
        _kept++;
        Count++;
        if (_kept >= _room)
        {
            Compact();
        }
    }

    /// <summary>Counts another sketch's values.</summary>
    /// <param name="other">Of the same size; stays as it is.</param>
    public void Add(QuantileSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Size, Size);
        for (int level = 0; level < other._levels.Count; level++)
        {
            Add(level, other._levels[level].Sorted());
        }
    }

    /// <summary>Counts values each of which stands for 2^level, as a stored sketch has them.</summary>
    /// <param name="level">From 0.</param>
    /// <param name="sorted">Ascending, without NaN.</param>
    internal void Add(int level, ReadOnlySpan<double> sorted)
    {
        while (_levels.Count <= level)
        {
            Grow();
        }

        _levels[level].Merge(sorted);
        _kept += sorted.Length;
        Count += (long)sorted.Length << level;
        while (_kept >= _room)
        {
            Compact();
        }
    }

    /// <summary>The kept values of each level, ascending.</summary>
    internal IReadOnlyList<SketchLevel> Levels => _levels;

    /// <summary>The values with what they stand for, ascending.</summary>
    public (double[] Values, long[] Weights) Weighted()
    {
        double[] values = new double[_kept];
        long[] weights = new long[_kept];
        int at = 0;
        for (int level = 0; level < _levels.Count; level++)
        {
            foreach (double value in _levels[level].Sorted())
            {
                (values[at], weights[at]) = (value, 1L << level);
                at++;
            }
        }

        Array.Sort(values, weights);
        return (values, weights);
    }

    /// <summary>So many values at equal distances of rank, ascending: all of them when they are kept and no more.</summary>
    /// <param name="most">How many at most.</param>
    public double[] Spread(int most)
    {
        (double[] values, long[] weights) = Weighted();
        if (IsExact && values.Length <= most)
        {
            return values;
        }

        int count = (int)Math.Min(most, Count);
        double[] spread = new double[count];
        (int at, long below) = (0, 0);
        for (int i = 0; i < count; i++)
        {
            double rank = (i + 0.5) * Count / count;
            while (below + weights[at] < rank && at < values.Length - 1)
            {
                below += weights[at++];
            }

            spread[i] = values[at];
        }

        return spread;
    }

    // Halves the lowest level that is full: of its values in order every other one goes up, which then stands for two.
    private void Compact()
    {
        int level = 0;
        while (_levels[level].Count < RoomOf(level) && level < _levels.Count - 1)
        {
            level++;
        }

        if (level == _levels.Count - 1)
        {
            Grow();
        }

        ReadOnlySpan<double> half = _levels[level].Halve(Toss());
        _kept -= half.Length;
        _levels[level + 1].Merge(half);
    }

    private void Grow()
    {
        _levels.Add(new SketchLevel());
        _room = Room();
    }

    private int Room()
    {
        int room = 0;
        for (int level = 0; level < _levels.Count; level++)
        {
            room += RoomOf(level);
        }

        return room;
    }

    private int RoomOf(int level) => Math.Max(LeastRoom, (int)(Size * Math.Pow(Shrink, _levels.Count - 1 - level)));

    // Marsaglia's xorshift (2003): the coins are the same each time, and no source of chance is needed.
    private bool Toss()
    {
        _coin ^= _coin << 13;
        _coin ^= _coin >> 17;
        _coin ^= _coin << 5;
        return (_coin >> 16 & 1) == 1;
    }
}
