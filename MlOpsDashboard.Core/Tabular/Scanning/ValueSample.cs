namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>All numbers of a column as long as they fit, then a uniform sample of them (Vitter's algorithm R), the same in every run.</summary>
/// <param name="capacity">The most numbers kept.</param>
internal sealed class ValueSample(int capacity)
{
    private const int Seed = 20261120;

    private double[] _values = [];
    private Random? _random;
    private int _held;

    /// <summary>The number of values seen.</summary>
    internal long Seen { get; private set; }

    /// <summary>Whether every value seen is held.</summary>
    internal bool IsComplete => Seen == _held;

    /// <summary>The values held, in no order.</summary>
    internal ReadOnlySpan<double> Values => _values.AsSpan(0, _held);

    /// <summary>Takes a value into account.</summary>
    /// <param name="value">A finite number.</param>
    internal void Add(double value)
    {
        Seen++;
        if (_held < capacity)
        {
            if (_held == _values.Length)
            {
                Array.Resize(ref _values, Math.Min(capacity, Math.Max(64, _held * 2)));
            }

            _values[_held++] = value;
            return;
        }

        _random ??= new Random(Seed);
        long place = _random.NextInt64(Seen);
        if (place < capacity)
        {
            _values[place] = value;
        }
    }
}
