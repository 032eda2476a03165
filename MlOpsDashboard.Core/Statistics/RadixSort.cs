using System.Buffers;

namespace MlOpsDashboard.Core.Statistics;

/// <summary>
/// Sorts many numbers digit by digit, which does not compare and so does not mispredict: a digit is 11 bits of a number's pattern, turned so that
/// patterns order as numbers do (Herf 2001, Radix tricks). What is all floats in truth, as features are, takes three rounds, other numbers six.
/// </summary>
internal static class RadixSort
{
    /// <summary>With fewer numbers comparing is as fast.</summary>
    public const int Least = 1024;

    private const int Bits = 11;
    private const int Size = 1 << Bits;
    private const int FloatDigits = 3;
    private const int DoubleDigits = 6;

    /// <summary>Sorts in place.</summary>
    /// <param name="values">Without NaN.</param>
    public static void Sort(Span<double> values)
    {
        if (AreFloats(values))
        {
            SortFloats(values);
        }
        else
        {
            SortDoubles(values);
        }
    }

    private static bool AreFloats(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if ((float)value != value)
            {
                return false;
            }
        }

        return true;
    }

    private static void SortFloats(Span<double> values)
    {
        uint[] from = ArrayPool<uint>.Shared.Rent(values.Length);
        uint[] to = ArrayPool<uint>.Shared.Rent(values.Length);
        int[] counts = new int[FloatDigits * Size];
        for (int i = 0; i < values.Length; i++)
        {
            uint bits = BitConverter.SingleToUInt32Bits((float)values[i]);
            uint key = bits ^ ((uint)((int)bits >> 31) | 0x80000000u);
            from[i] = key;
            counts[key & (Size - 1)]++;
            counts[Size + (key >> Bits & (Size - 1))]++;
            counts[(2 * Size) + (key >> (2 * Bits))]++;
        }

        for (int digit = 0; digit < FloatDigits; digit++)
        {
            Span<int> places = counts.AsSpan(digit * Size, Size);
            if (ToPlaces(places, values.Length))
            {
                int shift = digit * Bits;
                foreach (uint key in from.AsSpan(0, values.Length))
                {
                    to[places[(int)(key >> shift & (Size - 1))]++] = key;
                }

                (from, to) = (to, from);
            }
        }

        for (int i = 0; i < values.Length; i++)
        {
            uint key = from[i];
            values[i] = BitConverter.UInt32BitsToSingle(key ^ ((uint)((int)~key >> 31) | 0x80000000u));
        }

        ArrayPool<uint>.Shared.Return(from);
        ArrayPool<uint>.Shared.Return(to);
    }

    private static void SortDoubles(Span<double> values)
    {
        ulong[] from = ArrayPool<ulong>.Shared.Rent(values.Length);
        ulong[] to = ArrayPool<ulong>.Shared.Rent(values.Length);
        int[] counts = new int[DoubleDigits * Size];
        for (int i = 0; i < values.Length; i++)
        {
            ulong bits = BitConverter.DoubleToUInt64Bits(values[i]);
            ulong key = bits ^ ((ulong)((long)bits >> 63) | 0x8000000000000000ul);
            from[i] = key;
            for (int digit = 0; digit < DoubleDigits; digit++)
            {
                counts[(digit * Size) + (int)(key >> (digit * Bits) & (Size - 1))]++;
            }
        }

        for (int digit = 0; digit < DoubleDigits; digit++)
        {
            Span<int> places = counts.AsSpan(digit * Size, Size);
            if (ToPlaces(places, values.Length))
            {
                int shift = digit * Bits;
                foreach (ulong key in from.AsSpan(0, values.Length))
                {
                    to[places[(int)(key >> shift & (Size - 1))]++] = key;
                }

                (from, to) = (to, from);
            }
        }

        for (int i = 0; i < values.Length; i++)
        {
            ulong key = from[i];
            values[i] = BitConverter.UInt64BitsToDouble(key ^ ((ulong)((long)~key >> 63) | 0x8000000000000000ul));
        }

        ArrayPool<ulong>.Shared.Return(from);
        ArrayPool<ulong>.Shared.Return(to);
    }

    // Counts become the places where the numbers of each digit begin. False when all have the same digit, which needs no round.
    private static bool ToPlaces(Span<int> counts, int total)
    {
        int place = 0;
        foreach (ref int count in counts)
        {
            if (count == total)
            {
                return false;
            }

            (count, place) = (place, place + count);
        }

        return true;
    }
}
