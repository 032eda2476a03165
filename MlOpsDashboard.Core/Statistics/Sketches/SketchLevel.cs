namespace MlOpsDashboard.Core.Statistics.Sketches;

/// <summary>The values of one level of a <see cref="QuantileSketch"/>: in order, but for those appended last.</summary>
internal sealed class SketchLevel
{
    private double[] _values = [];
    private double[] _spare = [];
    private int _sorted;

    /// <summary>How many they are.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a value in.</summary>
    /// <param name="value">The value.</param>
    public void Append(double value)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Math.Max(16, 2 * Count));
        }

        _values[Count++] = value;
    }

    /// <summary>The values, ascending; until the next change.</summary>
    public ReadOnlySpan<double> Sorted()
    {
        if (_sorted < Count)
        {
            Array.Sort(_values, 0, Count);
            _sorted = Count;
        }

        return _values.AsSpan(0, Count);
    }

    /// <summary>Takes values in that are in order.</summary>
    /// <param name="others">Ascending.</param>
    public void Merge(ReadOnlySpan<double> others)
    {
        ReadOnlySpan<double> own = Sorted();
        int total = own.Length + others.Length;
        if (_spare.Length < total)
        {
            _spare = new double[2 * total];
        }

        (int i, int j) = (0, 0);
        for (int at = 0; at < total; at++)
        {
            _spare[at] = j == others.Length || (i < own.Length && own[i] <= others[j]) ? own[i++] : others[j++];
        }

        (_values, _spare) = (_spare, _values);
        Count = _sorted = total;
    }

    /// <summary>Takes every other value out. Of an odd number the last one stays here, which stands for itself.</summary>
    /// <param name="second">Whether the second of each two is taken.</param>
    /// <returns>The values taken, ascending; until the next change.</returns>
    public ReadOnlySpan<double> Halve(bool second)
    {
        ReadOnlySpan<double> own = Sorted();
        int half = own.Length / 2;
        if (_spare.Length < half)
        {
            _spare = new double[2 * half];
        }

        for (int i = 0; i < half; i++)
        {
            _spare[i] = own[(2 * i) + (second ? 1 : 0)];
        }

        if (own.Length % 2 == 1)
        {
            _values[0] = own[^1];
        }

        Count = _sorted = own.Length % 2;
        return _spare.AsSpan(0, half);
    }
}
