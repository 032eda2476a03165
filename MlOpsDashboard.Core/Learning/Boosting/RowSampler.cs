using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>Chooses the rows that a tree sees: all, a random share, or by gradient (GOSS, Ke et al. 2017).</summary>
internal sealed unsafe class RowSampler
{
    private const int HalfBits = 15;
    private const int HalfMask = (1 << HalfBits) - 1;

    private readonly int _rows;
    private readonly int _top;
    private readonly int _others;
    private readonly int[] _chosen;
    private readonly int[] _counts = new int[HalfMask + 1];

    /// <param name="rows">The rows of the table.</param>
    /// <param name="options">Which way, and which shares.</param>
    public RowSampler(int rows, BoostingOptions options)
    {
        _rows = rows;
        ByGradient = options.SamplesByGradient;
        _top = ByGradient ? (int)Math.Round(rows * options.GradientTop) : 0;
        _others = ByGradient
            ? Math.Min(rows - _top, (int)Math.Round(rows * options.GradientOther))
            : Math.Clamp((int)Math.Round(rows * options.RowSample), 1, rows);
        Factor = ByGradient && _others > 0 ? (double)(rows - _top) / _others : 1;
        _chosen = TakesAll ? [] : new int[Math.Max(1, _top + _others)];
    }

    /// <summary>Whether rows of large gradients are all taken.</summary>
    public bool ByGradient { get; }

    /// <summary>Whether every tree sees every row.</summary>
    public bool TakesAll => _top + _others >= _rows;

    /// <summary>By how much the gradients of rows taken for others are raised.</summary>
    public double Factor { get; }

    /// <summary>The rows chosen last, ascending.</summary>
    public ReadOnlySpan<int> Chosen => _chosen;

    /// <summary>Chooses; raises the gradients of rows that stand for others.</summary>
    /// <param name="packed">The packed gradients.</param>
    /// <param name="random">Draws.</param>
    /// <returns>The packed sum of the chosen rows.</returns>
    public long Choose(long* packed, SeededRandom random)
    {
        (int threshold, int ties) = ByGradient ? Threshold(packed) : (int.MaxValue, 0);
        int left = _rows - _top;
        int wanted = _chosen.Length - _top;
        int count = 0;
        long total = 0;
        for (int row = 0; row < _rows && count < _chosen.Length; row++)
        {
            int size = ByGradient ? Size(packed[row]) : 0;
            bool large = size > threshold || (size == threshold && ties-- > 0);

            // Selection sampling of the others (Knuth's algorithm S): each set of them is as likely as any other.
            if (!large)
            {
                if (!(random.NextDouble() * left-- < wanted))
                {
                    continue;
                }

                wanted--;
                packed[row] = ByGradient ? Raise(packed[row]) : packed[row];
            }

            _chosen[count++] = row;
            total += packed[row];
        }

        return total;
    }

    private static int Size(long packed) => Math.Abs((int)(packed >> 32));

    private long Raise(long packed) =>
        ((long)Math.Round((int)(packed >> 32) * Factor) << 32) + (long)Math.Round((int)packed * Factor);

    /// <summary>The size of the gradient that is number <see cref="_top"/> from above, and how many of just that size are taken.</summary>
    private (int Threshold, int Ties) Threshold(long* packed)
    {
        if (_top == 0)
        {
            return (int.MaxValue, 0);
        }

        int wanted = _top;
        int high = Digit(packed, -1, ref wanted);
        int low = Digit(packed, high, ref wanted);
        return ((high << HalfBits) | low, wanted);
    }

    /// <summary>One half of the threshold's bits, by counting; what is above it is taken off <paramref name="wanted"/>.</summary>
    private int Digit(long* packed, int high, ref int wanted)
    {
        Array.Clear(_counts);
        for (int row = 0; row < _rows; row++)
        {
            int size = Size(packed[row]);
            int upper = Math.Min(size >> HalfBits, HalfMask);
            if (high < 0)
            {
                _counts[upper]++;
            }
            else if (upper == high)
            {
                _counts[size & HalfMask]++;
            }
        }

        int digit = HalfMask;
        while (digit > 0 && _counts[digit] < wanted)
        {
            wanted -= _counts[digit--];
        }

        return digit;
    }
}
