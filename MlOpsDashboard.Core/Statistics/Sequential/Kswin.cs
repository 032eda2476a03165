using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.Statistics.Sequential;

/// <summary>
/// Kolmogorov–Smirnov windowing (Raab, Heusinger and Schleif 2020, Neurocomputing 416, 340): compares the newest values with as many drawn from the
/// older ones of a window, after every value. Sees changes of shape too, not only of the mean; but since it tests so often, its alarms where
/// nothing has changed are far more frequent than its level says.
/// </summary>
internal sealed class Kswin : ChangeDetector
{
    // A distance up to this is none, however sure it is.
    private const double LeastDistance = 0.1;

    private readonly Func<Random> _chance;
    private readonly double[] _window;
    private readonly int[] _places;
    private readonly double[] _drawn;
    private readonly double[] _newest;
    private readonly int _critical;
    private Random _random;
    private int _count;

    /// <summary>Makes a detector.</summary>
    /// <param name="chance">Makes the source of the draws, for the beginning and again after each change; the same each time for the same answers.</param>
    /// <param name="level">The level of each test.</param>
    /// <param name="window">Values in the window.</param>
    /// <param name="newest">The newest of them, which are compared with as many older ones.</param>
    public Kswin(Func<Random> chance, double level = 0.005, int window = 100, int newest = 30)
    {
        if (newest < 1 || window < 2 * newest)
        {
            throw new ArgumentOutOfRangeException(nameof(newest), newest, "The window must be at least twice as long as its newest part.");
        }

        _chance = chance;
        _random = chance();
        _window = new double[window];
        _places = new int[window - newest];
        (_drawn, _newest) = (new double[newest], new double[newest]);
        _critical = Critical(newest, level);
    }

    /// <inheritdoc/>
    protected override void Reset()
    {
        _count = 0;
        _random = _chance();
    }

    /// <inheritdoc/>
    protected override ChangeState Step(double value)
    {
        if (_count == _window.Length)
        {
            Array.Copy(_window, 1, _window, 0, _count - 1);
            _count--;
        }

        _window[_count++] = value;
        if (_count < _window.Length)
        {
            return ChangeState.None;
        }

        Draw();
        Array.Copy(_window, _places.Length, _newest, 0, _newest.Length);
        Array.Sort(_newest);
        Array.Sort(_drawn);
        return KolmogorovSmirnov.Gap(_drawn, _newest) >= (long)_critical * _newest.Length ? ChangeState.Drift : ChangeState.None;
    }

    // Without replacement: what was drawn gives its place to the last that was not.
    private void Draw()
    {
        for (int i = 0; i < _places.Length; i++)
        {
            _places[i] = i;
        }

        for (int i = 0; i < _drawn.Length; i++)
        {
            int left = _places.Length - i;
            int place = _random.Next(left);
            _drawn[i] = _window[_places[place]];
            _places[place] = _places[left - 1];
        }
    }

    // The probability depends on the distance alone, since both sides always have the same size: so the smallest distance that alarms is found once.
    private static int Critical(int size, double level)
    {
        double[] zeros = new double[size];
        double[] other = new double[size];
        for (int steps = 1; steps <= size; steps++)
        {
            other[^steps] = 1;
            if ((double)steps / size > LeastDistance && KolmogorovSmirnov.Of(SortedSample.Of(zeros), SortedSample.Of(other)).PValue <= level)
            {
                return steps;
            }
        }

        return size + 1;
    }
}
