using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>
/// Adds up packed gradients by bin. A packed gradient is one 64-bit number: the fixed-point first derivative in the upper half, the
/// fixed-point second derivative (never negative) in the lower. One addition to memory does both, and whole numbers add up to the
/// same sum in any order, so that neither threads nor the subtraction of a sibling can change a bit of the result.
/// Bins lie in rows of 8 or 16 bytes, one byte a feature; each feature has 256 cells.
/// </summary>
internal static unsafe class HistogramKernel
{
    public const int Cells = 256;

    /// <summary>How many rows early their memory is asked for: those of a leaf lie apart, and the processor cannot guess where.</summary>
    private const int Ahead = 24;

    private interface IWidth
    {
        static abstract int Value { get; }
    }

    /// <summary>Adds up the given rows.</summary>
    /// <param name="bins">The rows' bins.</param>
    /// <param name="stride">Bytes a row: 8 for up to 8 features, else 16.</param>
    /// <param name="width">Features, 1 to 16.</param>
    /// <param name="rows">Row numbers, or null for the rows from 0.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="packed">One packed gradient for each row of the data.</param>
    /// <param name="histogram"><paramref name="width"/> × 256 cells, added to.</param>
    public static void Accumulate(byte* bins, int stride, int width, int* rows, int count, long* packed, long* histogram)
    {
        if (stride == 8)
        {
            Narrow(bins, width, rows, count, packed, histogram);
        }
        else
        {
            Wide(bins, width, rows, count, packed, histogram);
        }
    }

    /// <summary>The plain form of <see cref="Accumulate"/>.</summary>
    public static void AccumulateScalar(byte* bins, int stride, int width, int* rows, int count, long* packed, long* histogram)
    {
        for (int i = 0; i < count; i++)
        {
            long row = rows is null ? i : rows[i];
            for (int feature = 0; feature < width; feature++)
            {
                histogram[(feature * Cells) + bins[(row * stride) + feature]] += packed[row];
            }
        }
    }

    /// <summary>Takes one histogram from another.</summary>
    /// <param name="from">What remains is left here.</param>
    /// <param name="taken">Taken away.</param>
    /// <param name="count">How many cells.</param>
    public static void Subtract(long* from, long* taken, int count)
    {
        int i = 0;
        for (; i + Vector<long>.Count <= count; i += Vector<long>.Count)
        {
            (Vector.Load(from + i) - Vector.Load(taken + i)).Store(from + i);
        }

        SubtractScalar(from + i, taken + i, count - i);
    }

    /// <summary>The plain form of <see cref="Subtract"/>.</summary>
    public static void SubtractScalar(long* from, long* taken, int count)
    {
        for (int i = 0; i < count; i++)
        {
            from[i] -= taken[i];
        }
    }

    private static void Narrow(byte* bins, int width, int* rows, int count, long* packed, long* histogram)
    {
        switch (width)
        {
            case 1: Add8<W1>(bins, rows, count, packed, histogram); break;
            case 2: Add8<W2>(bins, rows, count, packed, histogram); break;
            case 3: Add8<W3>(bins, rows, count, packed, histogram); break;
            case 4: Add8<W4>(bins, rows, count, packed, histogram); break;
            case 5: Add8<W5>(bins, rows, count, packed, histogram); break;
            case 6: Add8<W6>(bins, rows, count, packed, histogram); break;
            case 7: Add8<W7>(bins, rows, count, packed, histogram); break;
            default: Add8<W8>(bins, rows, count, packed, histogram); break;
        }
    }

    private static void Wide(byte* bins, int width, int* rows, int count, long* packed, long* histogram)
    {
        switch (width)
        {
            case 9: Add16<W1>(bins, rows, count, packed, histogram); break;
            case 10: Add16<W2>(bins, rows, count, packed, histogram); break;
            case 11: Add16<W3>(bins, rows, count, packed, histogram); break;
            case 12: Add16<W4>(bins, rows, count, packed, histogram); break;
            case 13: Add16<W5>(bins, rows, count, packed, histogram); break;
            case 14: Add16<W6>(bins, rows, count, packed, histogram); break;
            case 15: Add16<W7>(bins, rows, count, packed, histogram); break;
            default: Add16<W8>(bins, rows, count, packed, histogram); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add8<T>(byte* bins, int* rows, int count, long* packed, long* histogram)
        where T : struct, IWidth
    {
        if (rows is null)
        {
            for (long i = 0; i < count; i++)
            {
                AddRow<T>(*(ulong*)(bins + (i * 8)), packed[i], histogram);
            }

            return;
        }

        for (long i = 0; i < count; i++)
        {
            long row = rows[i];
            long ahead = rows[Math.Min(i + Ahead, count - 1)];
            Prefetch(bins + (ahead * 8));
            Prefetch(packed + ahead);
            AddRow<T>(*(ulong*)(bins + (row * 8)), packed[row], histogram);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add16<T>(byte* bins, int* rows, int count, long* packed, long* histogram)
        where T : struct, IWidth
    {
        if (rows is null)
        {
            for (long i = 0; i < count; i++)
            {
                AddRow<W8>(*(ulong*)(bins + (i * 16)), packed[i], histogram);
                AddRow<T>(*(ulong*)(bins + (i * 16) + 8), packed[i], histogram + (8 * Cells));
            }

            return;
        }

        for (long i = 0; i < count; i++)
        {
            long row = rows[i];
            long ahead = rows[Math.Min(i + Ahead, count - 1)];
            Prefetch(bins + (ahead * 16));
            Prefetch(packed + ahead);
            AddRow<W8>(*(ulong*)(bins + (row * 16)), packed[row], histogram);
            AddRow<T>(*(ulong*)(bins + (row * 16) + 8), packed[row], histogram + (8 * Cells));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<T>(ulong bytes, long gradient, long* histogram)
        where T : struct, IWidth
    {
        histogram[(byte)bytes] += gradient;
        if (T.Value > 1)
        {
            histogram[Cells + (byte)(bytes >> 8)] += gradient;
        }

        if (T.Value > 2)
        {
            histogram[(2 * Cells) + (byte)(bytes >> 16)] += gradient;
        }

        if (T.Value > 3)
        {
            histogram[(3 * Cells) + (byte)(bytes >> 24)] += gradient;
        }

        if (T.Value > 4)
        {
            histogram[(4 * Cells) + (byte)(bytes >> 32)] += gradient;
        }

        if (T.Value > 5)
        {
            histogram[(5 * Cells) + (byte)(bytes >> 40)] += gradient;
        }

        if (T.Value > 6)
        {
            histogram[(6 * Cells) + (byte)(bytes >> 48)] += gradient;
        }

        if (T.Value > 7)
        {
            histogram[(7 * Cells) + (byte)(bytes >> 56)] += gradient;
        }
    }

    private readonly struct W1 : IWidth
    {
        public static int Value => 1;
    }

    private readonly struct W2 : IWidth
    {
        public static int Value => 2;
    }

    private readonly struct W3 : IWidth
    {
        public static int Value => 3;
    }

    private readonly struct W4 : IWidth
    {
        public static int Value => 4;
    }

    private readonly struct W5 : IWidth
    {
        public static int Value => 5;
    }

    private readonly struct W6 : IWidth
    {
        public static int Value => 6;
    }

    private readonly struct W7 : IWidth
    {
        public static int Value => 7;
    }

    private readonly struct W8 : IWidth
    {
        public static int Value => 8;
    }
}
